import sql, { join, raw } from 'sql-template-tag';
import { pseudonyms, witnessPseudonym } from '../access/domain/substitutes.js';
import type { Reading } from '../access/reading.js';
import { propertiesOf, type RecordDefinition, type Row } from '../access/record.js';
import {
  accusedRecord,
  caseRecord,
  chargeRecord,
  cycleRecord,
  evidenceClosingRecord,
  terminationRecord,
} from '../cases/case.tables.js';
import { hearingRecord, summonsRecord } from '../hearings/hearing.tables.js';
import { indictmentRecord } from '../indictments/indictment.tables.js';
import { judgmentRecord } from '../judgments/judgment.tables.js';
import { assignmentRecord } from '../legal-aid/legal-aid.tables.js';
import { columnName } from '../platform/db/define-table.js';
import {
  deportationOrderRecord,
  movementRecord,
  plannedReturnRecord,
  recoveryStepRecord,
  shelterStayRecord,
  statementRecord,
  testimonyRecord,
  witnessRecord,
} from '../witnesses/witness.tables.js';
import type { Witness } from '../witnesses/domain/witness.js';
import type { CaseContent } from './domain/case-content.js';

type Kind = Exclude<keyof CaseContent, 'case' | 'witnessPseudonyms'>;

/** Every kind of record that the rules read of a case, by its name in the case's content. */
export const recordsOfCase = {
  accused: accusedRecord,
  charge: chargeRecord,
  cycle: cycleRecord,
  evidenceClosing: evidenceClosingRecord,
  termination: terminationRecord,
  indictment: indictmentRecord,
  judgment: judgmentRecord,
  hearing: hearingRecord,
  summons: summonsRecord,
  witness: witnessRecord,
  statement: statementRecord,
  shelterStay: shelterStayRecord,
  plannedReturn: plannedReturnRecord,
  movement: movementRecord,
  deportationOrder: deportationOrderRecord,
  recoveryStep: recoveryStepRecord,
  testimony: testimonyRecord,
  assignment: assignmentRecord,
} satisfies Record<Kind, unknown>;

interface Found {
  readonly caseId: string;
  readonly kind: 'case' | Kind;
  readonly rows: readonly never[];
}

/**
 * Gathers cases whole, by id, in one statement, for the assessor or the reporter: a class must not depend on who asks.
 * Cases that are not there, or not in the reader's scope, are not in the answer.
 */
export async function gatherCases(reading: Reading, ids: readonly string[]): Promise<ReadonlyMap<string, CaseContent>> {
  const parts = [
    part(reading, 'case', { record: caseRecord, ids }),
    ...Object.entries(recordsOfCase).map(([kind, record]) => part(reading, kind as Kind, { record, ids })),
  ];
  const { rows } = await reading.run<Found>(join(parts, ' UNION ALL '));
  const found = new Map<string, Record<string, readonly Row[]>>();
  for (const { caseId, kind, rows: records } of rows) {
    const content = found.get(caseId) ?? { ...empty };
    found.set(caseId, { ...content, [kind]: records });
  }
  return new Map([...found].flatMap(([id, content]) => (content.case ? [[id, wholeCase(content)]] : [])));
}

function wholeCase({ case: cases, witness = [], ...records }: Readonly<Record<string, readonly Row[]>>): CaseContent {
  const witnesses = witness as unknown as readonly Witness[];
  return {
    ...(records as unknown as CaseContent),
    case: cases?.[0] as unknown as CaseContent['case'],
    witness: witnesses.filter(({ withdrawn }) => !withdrawn),
    witnessPseudonyms: pseudonyms(witnesses, witnessPseudonym),
  };
}

const empty = Object.fromEntries(Object.keys(recordsOfCase).map((kind) => [kind, []]));

function part(
  reading: Reading,
  kind: Found['kind'],
  { record, ids }: { readonly record: RecordDefinition<never>; readonly ids: readonly string[] },
): ReturnType<typeof sql> {
  const caseColumn = raw(columnName(record.caseColumn ?? 'id'));
  const object = propertiesOf(record.table).map((property) => `'${property}', ${columnName(property)}`);
  return sql`
    SELECT ${caseColumn} AS "caseId", ${kind}::text AS kind,
           jsonb_agg(jsonb_build_object(${raw(object.join(', '))}) ORDER BY ordinal) AS rows
    FROM ${reading.from(record)} row
    WHERE ${caseColumn} = ANY (${ids}::uuid[]) AND (NOT withdrawn OR ${kind === 'witness'})
    GROUP BY ${caseColumn}`;
}
