/** A page of things, as every client of a Relay API knows it. */
export interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge<Node>[];
  readonly pageInfo: PageInfo;
  /** Under the same scope; counted only when asked for. */
  readonly totalCount: number | null;
  /** WITHHELD: the reader's role may not list this class of data. It does not say whether there is any. */
  readonly state: 'PRESENT' | 'EMPTY' | 'WITHHELD';
}

export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

export interface PageRequest {
  readonly first: number;
  readonly after: string | null;
}

/**
 * The page from rows that were read with one more than asked for, so that a next page shows.
 * @param cursor the opaque place of a row in the order.
 */
export function connectionOf<Node>(
  rows: readonly Node[],
  { first, after }: PageRequest,
  cursor: (node: Node) => string,
  totalCount: number | null = null,
): Connection<Node> {
  const nodes = rows.slice(0, first);
  const edges = nodes.map((node) => ({ cursor: cursor(node), node }));
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
    state: nodes.length > 0 ? 'PRESENT' : 'EMPTY',
  };
}

/** A page of a class that the reader may not list. */
export function withheldConnection<Node>(): Connection<Node> {
  return {
    nodes: [],
    edges: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    totalCount: null,
    state: 'WITHHELD',
  };
}
