import { Injectable } from '@nestjs/common';
import sql, { raw, type Sql } from 'sql-template-tag';
import { type Connection, connectionOf, type PageRequest } from '../kernel/connection.js';
import { NotFound } from '../kernel/errors.js';
import { asksFor, type Selection, selectionOfNodes } from '../platform/graphql/selection.js';
import type { Actor } from './domain/actor.js';
import {
  type Branch,
  type Level,
  type LevelRequest,
  type Node,
  nodesOf,
  presentedPage,
  waitingPlace,
} from './level.js';
import { behind, cursorOf, orderOf } from './page.js';
import { type Reading, Readings } from './reading.js';
import { columnList, type RecordDefinition, type Row } from './record.js';
import { recordLevel } from './record-level.js';

/**
 * Reads a record with everything under it, one set-based statement for each level that the request asks for
 * (docs/decisions/0019). Records hang themselves into the tree by their declaration; features add what they derive.
 */
@Injectable()
export class RecordTree {
  private readonly levels = new Map<string, Level>();

  constructor(private readonly readings: Readings) {}

  add(level: Level): void {
    this.levels.set(`${level.type}.${level.field}`, level);
  }

  /** Hangs a record under its parent, as its declaration says. */
  hang<T extends Row>(record: RecordDefinition<T>): void {
    if (record.place) this.add(recordLevel(record, record.place));
  }

  /** The fields that the tree fills, as `[type, field]`. */
  fields(): readonly (readonly [string, string])[] {
    return [...this.levels.values()].map(({ type, field }) => [type, field] as const);
  }

  /** A page of records that hang under nothing. */
  page<T extends Row>(
    actor: Actor,
    record: RecordDefinition<T>,
    { request, selection, where = sql`true` }: PageQuestion,
  ): Promise<Connection<object>> {
    return this.readings.reading(actor, async (reading) => {
      const { rows } = await reading.run<T & object>(sql`
        SELECT ${raw(columnList(record.table))} FROM ${reading.from(record)} row
        WHERE ${behind(record, request.after)} AND ${where}
        ORDER BY ${orderOf(record)} LIMIT ${request.first + 1}`);
      const total = asksFor(selection, 'totalCount') ? await this.count(reading, record, where) : null;
      const nodes = nodesOf(actor, record, rows);
      const shown = nodes.slice(0, request.first);
      reading.looks.noteRows(
        record,
        'LIST',
        shown.map(({ row }) => row),
      );
      await this.grow(reading, {
        type: record.name,
        nodes: shown,
        selection: selectionOfNodes(selection),
      });
      return presentedPage(connectionOf(nodes, request, ({ row }) => cursorOf(record, row as unknown as T), total));
    });
  }

  /** One record by id. @throws NotFound when absent or out of scope. */
  one<T extends Row>(
    actor: Actor,
    record: RecordDefinition<T>,
    id: string,
    selection: readonly Selection[],
  ): Promise<object> {
    return this.readings.reading(actor, async (reading) => {
      const { rows } = await reading.run<T & object>(sql`
        SELECT ${raw(columnList(record.table))} FROM ${reading.from(record, 'READ')} row WHERE id::text = ${id}`);
      const nodes = nodesOf(actor, record, rows);
      const [node] = nodes;
      if (!node) throw new NotFound();
      reading.looks.noteRows(record, 'READ', [node.row]);
      await this.grow(reading, { type: record.name, nodes, selection });
      return node.presented;
    });
  }

  /** Fills the levels below nodes of one type. */
  async grow(reading: Reading, growth: Growth): Promise<void> {
    const assessed: { level: Level; request: Omit<LevelRequest, 'reading'> }[] = [];
    const open = [growth];
    for (let next = open.pop(); next; next = open.pop()) {
      for (const selection of next.nodes.length > 0 ? next.selection : []) {
        const level = this.levels.get(`${next.type}.${selection.field}`);
        if (!level) continue;
        const request = { reader: reading.actor, nodes: next.nodes, selection };
        if (level.as === 'ASSESSOR') assessed.push({ level, request });
        else open.push(below(level, selection, await fill(level, { ...request, reading })));
      }
    }
    if (assessed.length === 0) return;
    const assessing = await this.readings.asAssessor(reading);
    for (const { level, request } of assessed) await fill(level, { ...request, reading: assessing });
  }

  private async count<T extends Row>(reading: Reading, record: RecordDefinition<T>, where: Sql): Promise<number> {
    const { rows } = await reading.run<{ total: number }>(
      sql`SELECT count(*) AS total FROM ${reading.from(record)} row WHERE ${where}`,
    );
    return rows[0]?.total ?? 0;
  }
}

export interface PageQuestion {
  readonly request: PageRequest;
  readonly selection: readonly Selection[];
  readonly where?: Sql;
}

export interface Growth {
  readonly type: string;
  readonly nodes: readonly Node[];
  readonly selection: readonly Selection[];
}

async function fill(level: Level, request: LevelRequest): Promise<readonly Branch[]> {
  const branches = await level.load(request);
  for (const { row, presented } of request.nodes) {
    presented[waitingPlace(request.selection.key)] = branches.get(row.id)?.value ?? null;
  }
  return [...branches.values()];
}

/** What the request asks for below a level: below the nodes of a page, or directly below a single record. */
function below(level: Level, selection: Selection, branches: readonly Branch[]): Growth {
  const ofPage = selectionOfNodes(selection.below);
  return {
    type: level.of ?? '',
    nodes: level.of ? branches.flatMap(({ nodes }) => nodes) : [],
    selection: ofPage.length > 0 ? ofPage : selection.below,
  };
}
