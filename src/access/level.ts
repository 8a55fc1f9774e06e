import type { Connection } from '../kernel/connection.js';
import type { Selection } from '../platform/graphql/selection.js';
import type { Actor } from './domain/actor.js';
import { presenterOf } from './present.js';
import type { Reading } from './reading.js';
import type { RecordDefinition, Row } from './record.js';

/** A record of the answer: its row, and what the reader gets of it. */
export interface Node {
  readonly row: Row & Readonly<Record<string, unknown>>;
  readonly presented: Record<string, unknown>;
}

/** What hangs below one node: the value of the field, and the nodes in it for the levels further below. */
export interface Branch {
  readonly value: unknown;
  readonly nodes: readonly Node[];
}

/** Something that hangs below all nodes of one type, read for all of them in one statement. */
export interface Level {
  /** The type above. */
  readonly type: string;
  readonly field: string;
  /** The type of the nodes in its branches, for what hangs below them; null when nothing can. */
  readonly of: string | null;
  /** Read as the actor, or, last of all, as the assessor who sees the facts in full. */
  readonly as: 'ACTOR' | 'ASSESSOR';
  /** By id of the node above; a node without a branch gets null. */
  load(request: LevelRequest): Promise<ReadonlyMap<string, Branch>>;
}

export interface LevelRequest {
  readonly reading: Reading;
  /** Who asked, also where the level is read as the assessor. */
  readonly reader: Actor;
  readonly nodes: readonly Node[];
  readonly selection: Selection;
}

/** Where a level's value waits on its node, by the field's name in the answer: an alias may ask for the same field twice. */
export function waitingPlace(key: string): string {
  return `level ${key}`;
}

export function nodesOf<T extends Row>(actor: Actor, record: RecordDefinition<T>, rows: readonly T[]): readonly Node[] {
  const present = presenterOf(actor, record);
  return rows.map((row) => ({ row: row as never, presented: present(row) as Record<string, unknown> }));
}

export function presentedPage(page: Connection<Node>): Connection<object> {
  return {
    ...page,
    nodes: page.nodes.map(({ presented }) => presented),
    edges: page.edges.map(({ cursor, node }) => ({ cursor, node: node.presented })),
  };
}
