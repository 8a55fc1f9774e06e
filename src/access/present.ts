import { type Actor, isSystemActor, readerOf } from './domain/actor.js';
import { type ColumnMask, maskFor } from './domain/column-masks.js';
import { showColumn } from './domain/masking.js';
import { may } from './domain/may.js';
import { witnessPseudonym } from './domain/substitutes.js';
import { permissionOn, propertiesOf, type RecordDefinition, type Row } from './record.js';

/** Turns rows of one record into what one reader may see of them, column by column, under the masks of the policy. */
export function presenterOf<T extends Row>(actor: Actor, record: RecordDefinition<T>): (row: T) => object {
  const columns = propertiesOf(record.table).map((property) => ({
    property,
    shown: record.columnClasses[property]?.shown ?? false,
    mask: columnMask(actor, record, property),
  }));
  const shown = columns.filter((column) => column.shown);
  const renamed = columns.filter((column) => !column.shown && column.mask.treatment === 'PSEUDONYM');
  return (row) => {
    const presented = { ...row } as Record<string, unknown>;
    for (const { property, mask } of shown) presented[property] = showColumn(row[property], mask);
    for (const { property } of renamed) presented[property] = witnessPseudonym(Number(presented.placeInCase));
    return presented;
  };
}

/** How one reader meets one column. System actors see every column. */
export function columnMask<T extends Row>(
  actor: Pick<Actor, 'role'>,
  record: RecordDefinition<T>,
  property: keyof T & string,
): ColumnMask {
  if (isSystemActor(actor.role)) return { treatment: 'PLAIN', canEdit: false };
  const { role, scope } = readerOf(actor.role);
  const { dataClass = record.dataClass, masked } = record.columnClasses[property] ?? {};
  const mask = maskFor(role, scope, dataClass, masked);
  return record.changedUnder ? { ...mask, canEdit: may(role, scope, permissionOn(record, 'UPDATE')) !== null } : mask;
}
