import { type ReferenceEntry, type ReferenceKind, referenceKinds } from './reference-entry.js';
import { detailFields, entryFields, type Fields, isObject, packFields } from './reference-fields.js';
import { codesOf, type ReferencePack } from './reference-pack.js';

/** What is wrong with a pack, and where. */
export interface ReferenceFault {
  /** The list at fault; null for the head of the pack. */
  readonly kind: ReferenceKind | null;
  /** JSON path inside that list or head: `$[3].details.region`. */
  readonly path: string;
  readonly problem: string;
}

type Problem = Omit<ReferenceFault, 'kind'>;

/**
 * Everything that is wrong with a pack; nothing when `value` is a `ReferencePack`.
 * What the entries mean is judged once all have their shape, so that each fault is told once.
 */
export function checkReferencePack(value: unknown): readonly ReferenceFault[] {
  const { entries, ...head } = isObject(value) ? value : {};
  const languages: readonly string[] = packFields.languages.accepts(head.languages, [])
    ? (head.languages as ReferencePack['languages'])
    : [];
  const lists = isObject(entries) ? entries : {};
  const faults = [
    ...inKind(null, checkFields(head, { fields: packFields, path: '$', languages })),
    ...referenceKinds.flatMap((kind) => inKind(kind, checkList(lists[kind], kind, languages))),
  ];
  if (faults.length > 0) return faults;
  const pack = value as ReferencePack;
  return referenceKinds.flatMap((kind) => inKind(kind, checkMeaning(pack, kind)));
}

function inKind(kind: ReferenceKind | null, problems: readonly Problem[]): ReferenceFault[] {
  return problems.map((problem) => ({ kind, ...problem }));
}

function checkList(list: unknown, kind: ReferenceKind, languages: readonly string[]): Problem[] {
  if (!Array.isArray(list)) return [{ path: '$', problem: 'must be a list' }];
  return list.flatMap((entry: unknown, index) => {
    const path = `$[${String(index)}]`;
    const problems = checkFields(entry, { fields: entryFields, path, languages });
    if (!isObject(entry) || !isObject(entry.details)) return problems;
    const fields: Fields = detailFields[kind];
    return [...problems, ...checkFields(entry.details, { fields, path: `${path}.details`, languages })];
  });
}

interface Expectation {
  readonly fields: Fields;
  readonly path: string;
  readonly languages: readonly string[];
}

function checkFields(value: unknown, { fields, path, languages }: Expectation): Problem[] {
  if (!isObject(value)) return [{ path, problem: 'must be an object' }];
  const unknown = Object.keys(value)
    .filter((name) => !Object.hasOwn(fields, name))
    .map((name) => ({ path: `${path}[${JSON.stringify(name)}]`, problem: 'is an unknown field' }));
  const unaccepted = Object.entries(fields)
    .filter(([name, field]) => !(Object.hasOwn(value, name) && field.accepts(value[name], languages)))
    .map(([name, field]) => ({ path: `${path}.${name}`, problem: `must be ${field.expected}` }));
  return [...unknown, ...unaccepted];
}

function checkMeaning<Kind extends ReferenceKind>(pack: ReferencePack, kind: Kind): Problem[] {
  const list: readonly ReferenceEntry<Kind>[] = pack.entries[kind];
  const problems = list.map((entry) => [
    ...contradictions(entry),
    ...(contradictionsOf[kind]?.(entry.details) ?? []),
    ...dangling(pack, kind, entry),
  ]);
  return [
    ...problems.flatMap((ofEntry, index) =>
      ofEntry.map(({ path, problem }) => ({ path: `$[${String(index)}].${path}`, problem })),
    ),
    ...repeated(list, entryFields, ''),
    ...repeated(
      list.map(({ details }) => details),
      detailFields[kind],
      'details.',
    ),
  ];
}

/** What an entry contradicts in itself, whatever its kind. */
export function contradictions({
  validFrom,
  validTo,
  verifiedBy,
  verifiedOn,
}: Pick<ReferenceEntry, 'validFrom' | 'validTo' | 'verifiedBy' | 'verifiedOn'>): Problem[] {
  const problems: Problem[] = [];
  if (validFrom && validTo && validTo < validFrom) problems.push({ path: 'validTo', problem: 'lies before validFrom' });
  if ((verifiedBy === null) !== (verifiedOn === null))
    problems.push({ path: 'verifiedOn', problem: 'belongs to verifiedBy: give both or neither' });
  return problems;
}

type DetailsCheck<Kind extends ReferenceKind> = (details: ReferenceEntry<Kind>['details']) => Problem[];

/** What the details of one kind can contradict in themselves. */
const contradictionsOf: { readonly [Kind in ReferenceKind]?: DetailsCheck<Kind> } = {
  PROVISION: ({ minMonths, maxMonths }) =>
    minMonths !== null && maxMonths !== null && minMonths > maxMonths
      ? [{ path: 'details.maxMonths', problem: 'is less than minMonths' }]
      : [],
  DEADLINE_RULE: ({ days, months }) =>
    days !== null && months !== null
      ? [{ path: 'details.months', problem: 'stands beside days: give one of them' }]
      : [],
};

/** Fields that name an entry which the pack does not contain, or the entry itself. */
function dangling(pack: ReferencePack, kind: ReferenceKind, { code, details }: ReferenceEntry): Problem[] {
  const fields: Fields = detailFields[kind];
  return Object.entries(details).flatMap(([name, value]: [string, unknown]) => {
    const named = fields[name]?.names;
    if (!named || typeof value !== 'string') return [];
    if (named === kind && value === code) return [{ path: `details.${name}`, problem: 'names the entry itself' }];
    return codesOf(pack, named).has(value)
      ? []
      : [{ path: `details.${name}`, problem: `names no ${named} of this pack` }];
  });
}

/** Values of unique fields that stand earlier in the same list. */
function repeated(objects: readonly object[], fields: Fields, prefix: string): Problem[] {
  const unique = Object.keys(fields).filter((name) => fields[name]?.unique);
  return unique.flatMap((name) => {
    const values = objects.map((object) => (object as Readonly<Record<string, unknown>>)[name]);
    return values.flatMap((value, index) =>
      values.indexOf(value) < index
        ? [{ path: `$[${String(index)}].${prefix}${name}`, problem: 'was used before in this list' }]
        : [],
    );
  });
}
