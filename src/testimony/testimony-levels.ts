import { type Actor, isSystemActor, readerOf } from '../access/domain/actor.js';
import type { DataClass } from '../access/domain/data-class.js';
import { show } from '../access/domain/masking.js';
import { may } from '../access/domain/may.js';
import type { Level, LevelRequest } from '../access/level.js';
import type { Today } from '../access/today.js';
import { BadInput } from '../kernel/errors.js';
import { type CalendarDate, isCalendarDate } from '../kernel/calendar-date.js';
import { type AssessedCase, assessCases } from './assess-cases.js';
import { factsOfCase } from './domain/facts-of-case.js';
import { returnOutlook } from './domain/return-outlook.js';
import { publishedTrial, publishedWitness } from './testimony.types.js';

/** @param found null for a case that was withdrawn: nothing is derived from it. */
type Derive = (
  found: AssessedCase | null,
  of: { readonly id: string; readonly asOf: CalendarDate; readonly reader: Actor },
) => unknown;

/** What is derived from the facts of each case: the trial, each witness in scope, and what may be known of a plan. */
export function testimonyLevels(today: Today): readonly Level[] {
  return [
    derived(today, ['Case', 'assessment', 'WITNESS_STATUS'], (found, { reader }) =>
      show(found && publishedTrial(found.assessment.trial), { canRead: seesWholeTrial(reader), canEdit: false }),
    ),
    derived(today, ['Witness', 'assessment', 'WITNESS_STATUS'], (found, { id }) => {
      if (!found) return null;
      const code = found.content.witness.find((witness) => witness.id === id)?.code ?? '';
      const witness = found.assessment.witnesses[found.nameOf(code)];
      return witness ? publishedWitness(witness) : null;
    }),
    derived(today, ['Witness', 'returnOutlook', 'LOCATION_RETURN'], (found, { id, asOf, reader }) =>
      show(found && returnOutlook(factsOfCase(found.content), id, asOf), {
        canRead: seesOutlook(reader),
        canEdit: false,
      }),
    ),
  ];
}

/** A trial is shown as a whole to those who may list all its witnesses, and so not to a lawyer (`security.md` 10). */
export function seesWholeTrial(reader: Actor): boolean {
  return reader.role !== 'LAWYER';
}

function seesOutlook(reader: Actor): boolean {
  if (isSystemActor(reader.role)) return true;
  const { role, scope } = readerOf(reader.role);
  return may(role, scope, 'LOCATION_RETURN:READ') !== null;
}

/** A field of a type, and the class of data that it tells. */
type Derived = readonly [type: string, field: string, dataClass: DataClass];

function derived(today: Today, [type, field, dataClass]: Derived, derive: Derive): Level {
  return {
    type,
    field,
    of: null,
    as: 'ASSESSOR',
    load: async ({ reading, reader, nodes, selection }: LevelRequest) => {
      const asOf = dayOf(selection.arguments.asOf, today);
      const caseIdOf = (row: LevelRequest['nodes'][number]['row']): string => String(row.caseId ?? row.id);
      const ids = [...new Set(nodes.map(({ row }) => caseIdOf(row)))];
      reading.looks.note(`${dataClass}:READ`, nodes.length, ids);
      const assessed = await assessCases(reading, { ids, asOf, today: today.day(), reader });
      return new Map(
        nodes.map(({ row }) => {
          const found = assessed.get(caseIdOf(row)) ?? null;
          return [row.id, { value: derive(found, { id: row.id, asOf, reader }), nodes: [] }];
        }),
      );
    },
  };
}

function dayOf(given: unknown, today: Today): CalendarDate {
  if (given === undefined || given === null) return today.day();
  if (isCalendarDate(given)) return given;
  throw new BadInput([{ field: 'asOf', problem: 'must be a day like 2001-06-05' }]);
}
