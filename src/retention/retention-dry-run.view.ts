import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { type Actor, reachOf } from '../access/domain/actor.js';
import { type Reading, Readings } from '../access/reading.js';
import type { CalendarDate } from '../kernel/calendar-date.js';
import { personRecord } from '../persons/person.tables.js';
import { clock } from '../platform/clock.js';
import { dueOn, isOnHold, type RetainedClass, type RetentionRule } from './domain/retention.js';
import { type KeptPerson, RetentionFacts } from './retention-facts.view.js';
import { retentionRules } from './retention-rule.store.js';

/** Persons that one answer names at most: those that are due for longest. */
const MOST_PERSONS = 100;

export interface RetentionCount {
  readonly dataClass: RetainedClass;
  readonly region: string;
  readonly kept: number;
  /** Of these, how many might go today. */
  readonly due: number;
  /** How many would be due, but for a legal hold. */
  readonly onHold: number;
}

export interface DuePerson {
  readonly personId: string;
  readonly code: string;
  readonly dueOn: CalendarDate;
}

export interface RetentionDryRun {
  readonly asOf: CalendarDate;
  readonly counts: readonly RetentionCount[];
  readonly persons: readonly DuePerson[];
}

type Judged = KeptPerson & { readonly dueOn: CalendarDate | null; readonly isDue: boolean; readonly onHold: boolean };

/** What the rules would erase today. It changes nothing. */
@Injectable()
export class RetentionDryRunView {
  constructor(
    private readonly readings: Readings,
    private readonly facts: RetentionFacts,
  ) {}

  rules(actor: Actor): Promise<readonly RetentionRule[]> {
    return this.readings.reading(actor, ({ run }) => retentionRules(run));
  }

  /** Counts of every region whose identities the actor may have erased; codes only of persons that he sees anyway. */
  dryRun(actor: Actor): Promise<RetentionDryRun> {
    return this.readings.reading(actor, async (reading) => {
      const { run, looks } = reading;
      const asOf = clock.today();
      const regions = reachOf(actor, 'WITNESS_IDENTITY:ERASE') === 'EVERYWHERE' ? null : actor.regions;
      const rules = (await retentionRules(run)).filter(({ dataClass }) => dataClass === 'WITNESS_IDENTITY');
      const persons = (await this.facts.kept(run, actor, regions)).map((person) => {
        const day = dueOn(person, rules);
        return { ...person, dueOn: day, isDue: day !== null && day <= asOf, onHold: isOnHold(person) };
      });
      looks.note('WITNESS_IDENTITY:ERASE', persons.length);
      return { asOf, counts: countsOf(persons), persons: await codesOf(reading, persons) };
    });
  }
}

function countsOf(persons: readonly Judged[]): readonly RetentionCount[] {
  const regions = [...new Set(persons.map(({ region }) => region))].sort();
  return regions.map((region) => {
    const here = persons.filter((person) => person.region === region);
    const due = here.filter(({ isDue }) => isDue);
    const onHold = due.filter((person) => person.onHold).length;
    return { dataClass: 'WITNESS_IDENTITY', region, kept: here.length, due: due.length - onHold, onHold };
  });
}

async function codesOf({ run, from }: Reading, persons: readonly Judged[]): Promise<readonly DuePerson[]> {
  const due = persons
    .flatMap(({ personId, dueOn: day, isDue, onHold }) => (day && isDue && !onHold ? [{ personId, dueOn: day }] : []))
    .sort((one, other) => one.dueOn.localeCompare(other.dueOn))
    .slice(0, MOST_PERSONS);
  const { rows } = await run<{ id: string; code: string }>(
    sql`SELECT id, code FROM ${from(personRecord)} person WHERE id = ANY (${due.map(({ personId }) => personId)}::uuid[])`,
  );
  const codes = new Map(rows.map(({ id, code }) => [id, code]));
  return due.flatMap((person) => {
    const code = codes.get(person.personId);
    return code ? [{ ...person, code }] : [];
  });
}
