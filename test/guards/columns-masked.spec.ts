import { describe, expect, it } from '@jest/globals';
import { readerOf } from '../../src/access/domain/actor.js';
import { maskFor, type Treatment } from '../../src/access/domain/column-masks.js';
import { type Role, roles, roleScopes, type Scope } from '../../src/access/domain/data-class.js';
import { may } from '../../src/access/domain/may.js';
import { type ColumnClass, propertiesOf, type RecordDefinition, type Row } from '../../src/access/record.js';
import { records } from '../../src/records.js';

/** Columns that say which record it is and where it stands, and nothing of what it says. */
const structural: Readonly<Record<string, string>> = {
  id: 'Whoever may list a record knows which one it is.',
  caseId: 'A record is listed below its case, which the reader has asked for.',
  region: 'It follows from the case, and for a person or lawyer from the roster that is asked for.',
  version: 'A count of changes; a correction of what cannot be read must name it.',
  recordedOn: 'The day of the entry, not of the event: the journal of the mission.',
  ordinal: 'The order of entry; it is never published.',
  withdrawn: 'A withdrawn record is not listed.',
};

/** A key that the reader met on the way: the record is listed below the record that it names. */
const namesItsParent = ({ record, property }: Column): boolean => record.place?.key === property;

interface Column {
  readonly record: RecordDefinition<Row>;
  readonly property: string;
  readonly is: ColumnClass;
}

const columns: readonly Column[] = (records as unknown as readonly RecordDefinition<Row>[]).flatMap((record) =>
  propertiesOf<object>(record.table).map((property) => ({
    record,
    property,
    is: (record.columnClasses as Readonly<Record<string, ColumnClass>>)[property] ?? {},
  })),
);

const places = roles.flatMap((role) => roleScopes[role].map((scope): readonly [Role, Scope] => [role, scope]));

/** Those who may list the record, and so meet the column. */
const readers = ({ record }: Column) =>
  places.filter(([role, scope]) => may(role, scope, `${record.dataClass}:LIST`) !== null);

const treatment = ({ record, is }: Column, role: Role, scope: Scope): Treatment =>
  maskFor(role, scope, is.dataClass ?? record.dataClass, is.masked).treatment;

const name = ({ record, property }: Column): string => `${record.name}.${property}`;

const maskedForSomeone = columns.filter((column) =>
  readers(column).some(([role, scope]) => treatment(column, role, scope) !== 'PLAIN'),
);

describe('a column that some reader of its record does not see plainly', () => {
  it('is published as a value that may be withheld, or renamed, or only says which record it is', () => {
    const published = (column: Column): boolean =>
      column.is.shown === true || column.property in structural || namesItsParent(column);
    const renamed = (column: Column): boolean =>
      column.is.masked === 'CODE' &&
      readers(column).every(([role, scope]) => ['PLAIN', 'PSEUDONYM'].includes(treatment(column, role, scope)));
    expect(maskedForSomeone.length).toBeGreaterThan(30);
    expect(maskedForSomeone.filter((column) => !published(column) && !renamed(column)).map(name)).toEqual([]);
  });

  it('is never one that says which record it is and something more', () => {
    const both = columns.filter(({ property, is }) => property in structural && Object.keys(is).length > 0);
    expect(both.map(name)).toEqual([]);
  });
});

describe('a lawyer, shown everything under the masks of a client of the victims’ side', () => {
  const strictness: readonly Treatment[] = ['PLAIN', 'PSEUDONYM', 'GROUPED', 'COARSE', 'UNTIL_CLEARED', 'WITHHELD'];
  const { role, scope } = readerOf('LAWYER');
  const metAs = (side: Role, within: Scope): readonly Column[] =>
    columns.filter(({ record }) => may(side, within, `${record.dataClass}:LIST`) !== null);
  const lawyers = places.filter(([side, within]) => side.startsWith('LAWYER') && metAs(side, within).length > 0);

  it('meets records on either side, of the client and of others in the case', () => {
    expect(lawyers).toHaveLength(4);
  });

  it.each(lawyers)('never sees more of a record than as %s in the scope %s', (side, within) => {
    const wider = metAs(side, within).filter(
      (column) =>
        strictness.indexOf(treatment(column, role, scope)) < strictness.indexOf(treatment(column, side, within)),
    );
    expect(wider.map(name)).toEqual([]);
  });
});
