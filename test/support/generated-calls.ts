import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import {
  buildSchema,
  getNamedType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

/** The committed schema: calls are made from it, so that an operation that is added is called too. */
export const schema = buildSchema(readFileSync(new URL('../../schema.gql', import.meta.url), 'utf8'));

type Fields = Readonly<Record<string, GraphQLField<unknown, unknown>>>;
export const queries: Fields = schema.getQueryType()?.getFields() ?? {};
export const mutations: Fields = schema.getMutationType()?.getFields() ?? {};

export interface Call {
  readonly query: string;
  readonly variables: object;
}

/** Values by the name of the field or argument that takes them. What is undefined is left out. */
export type Given = Readonly<Record<string, unknown>>;

let counted = 1;

/** Values that are valid together, for fields that must be filled and that nobody gave. */
const examples: Readonly<Record<string, () => unknown>> = {
  code: () => `X-${randomUUID().slice(0, 18)}`,
  displayName: () => 'Somebody',
  email: () => `${randomUUID()}@example.org`,
  label: () => `L${String((counted += 1))}`,
  number: () => (counted = (counted % 98) + 2),
  provision: () => 'FRYCC:251.1',
  reason: () => 'Another court asked for the file',
};

function exampleFor({ name, type }: GraphQLInputField): unknown {
  const known = examples[name]?.();
  if (known !== undefined) return known;
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]?.name;
  const byType: Readonly<Record<string, unknown>> = {
    CalendarDate: '2001-05-20',
    Boolean: true,
    Int: 7,
    ID: randomUUID(),
  };
  return byType[named.name];
}

/** The values of an input: what is given, and an example for what must be there besides. */
function inputFor(type: GraphQLNamedType, given: Given): object {
  if (!isInputObjectType(type)) return {};
  const fields = Object.values(type.getFields());
  return Object.fromEntries(
    fields
      .map((field) => [
        field.name,
        field.name in given ? given[field.name] : isRequiredInputField(field) ? exampleFor(field) : undefined,
      ])
      .filter(([, value]) => value !== undefined),
  ) as object;
}

/** The names of the fields that the input of a mutation has. */
export function inputFieldsOf(mutation: string): readonly string[] {
  const type = getNamedType(mutations[mutation]?.args.find(({ name }) => name === 'input')?.type ?? null);
  return isInputObjectType(type) ? Object.keys(type.getFields()) : [];
}

/** A call of an operation with what is given, asking for everything that it answers but pages. */
export function callOf(kind: 'query' | 'mutation', name: string, given: Given): Call {
  const field = (kind === 'query' ? queries : mutations)[name];
  if (!field) throw new Error(`The schema has no operation ${name}.`);
  const asked = field.args.filter(
    (argument) => argument.name in given || isRequiredArgument(argument) || argument.name === 'input',
  );
  const declared = asked.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const passed = asked.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const variables = Object.fromEntries(
    asked.map((argument) => {
      const type = getNamedType(argument.type);
      return [argument.name, isInputObjectType(type) ? inputFor(type, given) : given[argument.name]];
    }),
  );
  const type = getNamedType(field.type);
  const answer = isObjectType(type) ? `{ ${selectionOf(type, 4)} }` : '';
  const head = declared ? `${kind} (${declared})` : kind;
  return { query: `${head} { ${name}${passed ? `(${passed})` : ''} ${answer} }`, variables };
}

/** Every field down to a depth, but what pages hold below other records: they nest without end. */
function selectionOf(type: GraphQLObjectType, depth: number): string {
  return Object.values(type.getFields())
    .map((field) => {
      const below = getNamedType(field.type);
      if (isLeafType(below)) return field.name;
      const without = depth === 0 || isPage(below) || field.name === 'edges';
      return isObjectType(below) && !without ? `${field.name} { ${selectionOf(below, depth - 1)} }` : '';
    })
    .join(' ');
}

const isPage = (type: GraphQLNamedType): boolean => type.name.endsWith('Connection');

/** A page with every page below it, each record with all its own fields. */
export function wholeTree(field: string): string {
  const type = getNamedType(queries[field]?.type ?? null);
  return isObjectType(type) ? `{ ${field}(first: 50) { ${pageSelection(type)} } }` : '';
}

function pageSelection(page: GraphQLObjectType): string {
  const node = getNamedType(page.getFields().nodes?.type ?? null);
  if (!isObjectType(node)) return '';
  const below = Object.values(node.getFields()).flatMap((field) => {
    const type = getNamedType(field.type);
    return isObjectType(type) && isPage(type) ? [`${field.name} { ${pageSelection(type)} }`] : [];
  });
  return `state nodes { ${selectionOf(node, 4)} ${below.join(' ')} }`;
}
