import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLNamedType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { printedSchema } from '../../src/schema.js';

const committed = readFileSync(new URL('../../schema.gql', import.meta.url), 'utf8');

interface Described {
  readonly place: string;
  readonly description: string | null | undefined;
}

function ofField(type: string, { name, description, args }: GraphQLField<unknown, unknown>): Described[] {
  const place = `${type}.${name}`;
  return [
    { place, description },
    ...args.map((argument) => ({ place: `${place}(${argument.name})`, description: argument.description })),
  ];
}

/** A type with everything of it that a client may read about. Values of an enumeration are codes that say themselves. */
function partsOf(type: GraphQLNamedType): Described[] {
  const itself = { place: type.name, description: type.description };
  if (isObjectType(type)) {
    return [itself, ...Object.values(type.getFields()).flatMap((field) => ofField(type.name, field))];
  }
  if (!isInputObjectType(type)) return [itself];
  const fields = Object.values(type.getFields());
  return [itself, ...fields.map(({ name, description }) => ({ place: `${type.name}.${name}`, description }))];
}

describe('the published schema', () => {
  const published = Object.values(buildSchema(committed).getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  const operations = ['Query', 'Mutation'];
  const parts = published.flatMap(partsOf).filter(({ place }) => !operations.includes(place));
  let current: string;

  beforeAll(async () => {
    current = await printedSchema();
  });

  it('is the one that the code makes', () => {
    expect(committed).toBe(current);
  });

  it('describes every type, field, argument and field of an input', () => {
    expect(parts.length).toBeGreaterThan(800);
    expect(parts.filter(({ description }) => !description?.trim()).map(({ place }) => place)).toEqual([]);
  });

  it('would catch a part that nobody described', () => {
    const type = buildSchema(
      '"A type." type Query { "A field." one("An argument." of: Int, silent: Int): Int two: Int }',
    );
    const found = partsOf(type.getTypeMap().Query!).filter(({ description }) => !description);
    expect(found.map(({ place }) => place)).toEqual(['Query.one(silent)', 'Query.two']);
  });
});
