import { randomUUID } from 'node:crypto';
import type { OpenChange, RecordDefinition } from '../access/record.js';
import { defineTable, integer, text, uuid } from '../platform/db/define-table.js';
import type { Person } from './domain/person.js';

export const personRecord: RecordDefinition<Person> = {
  name: 'Person',
  table: defineTable<Person>('person', { id: uuid, region: text, version: integer, code: text }),
  dataClass: 'WITNESS_STATUS',
  anchor: 'NONE',
  anchorColumn: 'id',
  changedUnder: null,
  caseColumn: null,
  place: null,
  order: ['code'],
  columnClasses: { code: { masked: 'PERSON', shown: true } },
  codeLists: {},
  check: () => undefined,
  complete: async (change, { code }) => (code ? {} : { code: await nextPersonCode(change) }),
};

/** The person of a new witness or accused: the one that is named, or a new one. */
export async function withPerson(
  change: OpenChange,
  { personId, region }: Readonly<Record<string, unknown>>,
): Promise<{ readonly personId: string }> {
  if (typeof personId === 'string') return { personId };
  const person: Person = { id: randomUUID(), region: String(region), version: 1, code: await nextPersonCode(change) };
  await change.insert(personRecord, person);
  return { personId: person.id };
}

async function nextPersonCode(change: OpenChange): Promise<string> {
  return `P-${String(await change.nextNumber('vigil.person_number')).padStart(6, '0')}`;
}
