import type { GraphQLResolveInfo } from 'graphql';
import { parseResolveInfo, type ResolveTree } from 'graphql-parse-resolve-info';

/** One field that a request asks for, with its arguments and what it asks for below. */
export interface Selection {
  /** The name in the schema. */
  readonly field: string;
  /** The name in the answer: the alias, or else the field. */
  readonly key: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly below: readonly Selection[];
}

/** What a request asks for below the field that is being resolved, fragments and directives applied. */
export function selectionOf(info: GraphQLResolveInfo): readonly Selection[] {
  const tree = parseResolveInfo(info) as ResolveTree | null;
  return tree ? below(tree) : [];
}

/** What is asked of the records of a connection, by `nodes` or by `edges { node }`. */
export function selectionOfNodes(connection: readonly Selection[]): readonly Selection[] {
  return connection.flatMap(({ field, below: inner }) => {
    if (field === 'nodes') return inner;
    return field === 'edges' ? inner.filter((edge) => edge.field === 'node').flatMap((node) => node.below) : [];
  });
}

export function asksFor(selection: readonly Selection[], field: string): boolean {
  return selection.some((selected) => selected.field === field);
}

function below(tree: ResolveTree): Selection[] {
  return Object.values(tree.fieldsByTypeName).flatMap((fields) =>
    Object.values(fields).map((field) => ({
      field: field.name,
      key: field.alias,
      arguments: field.args,
      below: below(field),
    })),
  );
}
