import sql, { raw } from 'sql-template-tag';
import { type Level, nodesOf } from '../access/level.js';
import { columnMask } from '../access/present.js';
import { columnList } from '../access/record.js';
import type { Lawyer } from './domain/legal-aid.js';
import { assignmentRecord, lawyerRecord } from './legal-aid.tables.js';

/** The lawyer of each assignment, for one who may know who it is. */
export const lawyerOfAssignment: Level = {
  type: 'Assignment',
  field: 'lawyer',
  of: lawyerRecord.name,
  as: 'ACTOR',
  load: async ({ reading, reader, nodes }) => {
    const known = columnMask(reader, assignmentRecord, 'lawyerId').treatment === 'PLAIN';
    if (!known) return new Map();
    const ids = nodes.map(({ row }) => row.lawyerId).filter((id) => id !== null);
    const { rows } = await reading.run<Lawyer>(sql`
      SELECT ${raw(columnList(lawyerRecord.table))} FROM ${reading.from(lawyerRecord)} row WHERE id = ANY (${ids}::uuid[])`);
    reading.looks.noteRows(lawyerRecord, 'LIST', rows);
    const lawyers = new Map(nodesOf(reader, lawyerRecord, rows).map((node) => [node.row.id, node]));
    return new Map(
      nodes.flatMap(({ row }) => {
        const lawyer = lawyers.get(String(row.lawyerId));
        return lawyer ? [[row.id, { value: lawyer.presented, nodes: [lawyer] }]] : [];
      }),
    );
  },
};
