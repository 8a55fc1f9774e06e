import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Role, roles } from '../../src/access/domain/data-class.js';
import { allowedCell, type Outcome, outcomeBy } from '../support/access-matrix.js';
import type { Answer } from '../support/app.js';
import { definitions, type Planted } from '../support/planted-cases.js';
import { PlantedWorld, tableOf } from '../support/planted-world.js';
import {
  callFor,
  notWalked,
  type Operation,
  operations,
  scopeOf,
  type Standing,
  standingsFor,
} from '../support/walked-operations.js';

/** Conditions of the matrix that nothing can meet yet: the conflict check comes with legal aid. */
const notDemandedYet = ['CONFLICT_CHECK_CLEAR'];
/** Conditions that the walk meets: everybody has entered a code, nobody changes the own account, reveals have a purpose, an agreement and a decision. */
const demanded = [
  'STEP_UP_TOTP',
  ...['NOT_SELF_FOR_ROLE', 'SELF_OR_DISPLAY_NAME', 'PURPOSE', 'TTL_15_MIN', 'SECOND_PERSON_APPROVAL', 'NOT_REQUESTER'],
  ...['RETENTION_DUE_OR_SUBJECT_REQUEST', 'NO_LEGAL_HOLD', 'REQUEST_ONLY'],
  ...['NOTIFY_SECOND_TFP', 'CLIENT_AGREEMENT', 'RATE_2_PER_WEEK', 'RATE_5_PER_DAY'],
];

interface Exception {
  readonly roles: readonly Role[];
  readonly operations: readonly string[];
  readonly outcome: Outcome;
  readonly why: string;
}

const lawyers: readonly Role[] = ['LAWYER_VICTIM_SIDE', 'LAWYER_ACCUSED_SIDE'];

/** Where the matrix allows more than is offered. Never the other way round. */
const exceptions: readonly Exception[] = [
  {
    roles: lawyers,
    operations: ['createLawyer'],
    outcome: 'NOT_FOUND',
    why: 'A lawyer is on the roster once; another entry would be no own one.',
  },
  {
    roles: lawyers,
    operations: ['persons', 'updatePerson'],
    outcome: 'NOT_FOUND',
    why: 'The code of a person ties her cases together; a lawyer knows the client by the case.',
  },
  {
    roles: ['MONITOR'],
    operations: ['reports', 'report'],
    outcome: 'NOT_FOUND',
    why: 'The mask is the chapters of the own region; a report has none yet.',
  },
  {
    roles: ['ADMIN'],
    operations: ['auditEntries'],
    outcome: 'NOT_FOUND',
    why: 'The mask is accounts and sessions, without a record.',
  },
  {
    roles: ['TFP'],
    operations: ['eraseIdentity'],
    outcome: 'FORBIDDEN',
    why: 'The condition is that a focal point asks and does not carry out.',
  },
];

interface Walk {
  readonly role: Role;
  readonly operation: Operation;
  readonly standing: Standing;
}

const walks: readonly Walk[] = roles.flatMap((role) =>
  operations.flatMap((operation) => standingsFor(role, operation).map((standing) => ({ role, operation, standing }))),
);

function expected({ role, operation, standing }: Walk): Outcome {
  const outcome = outcomeBy(role, scopeOf(role, operation, standing), operation.permission);
  const exception = exceptions.find((one) => one.roles.includes(role) && one.operations.includes(operation.name));
  return exception && outcome === 'DONE' ? exception.outcome : outcome;
}

function met({ operation }: Walk, { codes, text }: Answer, about: string): Outcome | string {
  const [code] = codes;
  if (!code) return operation.isList && !text.includes(about) ? 'NOT_FOUND' : 'DONE';
  return code === 'REFUSED' || code === 'BAD_INPUT' || code === 'INTERNAL' ? text : code;
}

const named = ({ role, operation, standing }: Walk): string => `${role} ${operation.name} ${standing}`;

function faultOf(
  one: Walk,
  { outcome, changed, leaked }: { outcome: string; changed: boolean; leaked: readonly string[] },
): string | null {
  if (changed && outcome !== 'DONE') return `${named(one)}: ${outcome}, and yet something changed`;
  if (leaked.length > 0) return `${named(one)}: tells ${leaked.join(', ')}`;
  return outcome === expected(one) ? null : `${named(one)}: ${outcome} instead of ${expected(one)}`;
}

describe('every operation, walked by every role on records of every standing', () => {
  let world: PlantedWorld;
  const outcomes = new Map<string, Outcome | string>();
  /** What must not occur in any answer to a role. */
  const secrets = new Map<Role, readonly string[]>();
  /** Answers that say that there is nothing, by role and operation. */
  const notFound = new Map<string, Set<string>>();

  beforeAll(async () => {
    world = await PlantedWorld.make();
    for (const role of roles) secrets.set(role, await world.secretsFrom(role));
  });
  afterAll(() => world.close());

  /** What a denied write must leave as it was: how many rows there are, and at which versions. */
  async function digest(): Promise<string> {
    const tables = [
      ...definitions.map(({ table }) => `vigil.${table.name}`),
      'vigil.reference_entry',
      'vigil.report',
      'sec.account',
      'vigil.identity',
      'vigil.retention_rule',
    ];
    const parts = tables.map((table) => `(SELECT concat(count(*), ':', sum(version)) FROM ${table})`);
    const grown = [
      ...['vigil.record_version', 'sec.one_time_link', 'vigil.person_key', 'vigil.reveal_request'],
      ...['vigil.erasure_request', 'vigil.erasure_approval', 'vigil.erasure_ledger'],
      ...['vigil.reveal_approval', 'vigil.reveal_grant', 'vigil.notice', 'sec.second_factor_reset'],
    ];
    const journal = grown.map((table) => `(SELECT count(*)::text FROM ${table})`).join(', ');
    const [row] = await world.superuser.rows<{ digest: string }>(
      `SELECT concat_ws(' ', ${parts.join(', ')}, ${journal}) AS digest`,
    );
    return row?.digest ?? '';
  }

  async function walk(one: Walk): Promise<string | null> {
    const { role, operation, standing } = one;
    const planted = await world.planted(role, standing);
    const { query, variables } = callFor(operation, planted, await world.versionOf(operation, planted));
    const client = await world.as(role);
    const before = await digest();
    const answer = await client.asks(query, variables);
    const outcome = met(one, answer, planted.ids[operation.about ?? ''] ?? '');
    outcomes.set(named(one), outcome);
    if (outcome === 'NOT_FOUND' && !operation.isList) keepNotFound(one, answer);
    const changed = (await digest()) !== before;
    if (changed) await takeBack(operation, planted);
    return faultOf(one, {
      outcome,
      changed,
      leaked: (secrets.get(role) ?? []).filter((secret) => answer.text.includes(secret)),
    });
  }

  function keepNotFound({ role, operation }: Walk, { text }: Answer): void {
    const key = `${role} ${operation.name}`;
    notFound.set(key, (notFound.get(key) ?? new Set()).add(text));
  }

  /** A withdrawn record would refuse what comes next. */
  async function takeBack({ name, about }: Operation, { ids }: Planted): Promise<void> {
    if (!name.startsWith('withdraw') || !about) return;
    await world.superuser.rows(`UPDATE ${tableOf(about) ?? ''} SET withdrawn = false WHERE id = $1`, [ids[about]]);
  }

  it('covers every operation of the schema', () => {
    expect(notWalked()).toEqual([]);
  });

  it('would notice what is hidden: ids, codes and words of each case that does not exist for a role', () => {
    const counts = roles.map((role) => [role, (secrets.get(role)?.length ?? 0) > 30]);
    expect(counts).toEqual(roles.map((role) => [role, role !== 'HQ_ANALYST']));
  });

  it.each(roles)('lets %s do what the matrix says, and nothing else', async (role) => {
    const faults: string[] = [];
    for (const one of walks.filter((candidate) => candidate.role === role)) {
      const fault = await walk(one);
      if (fault) faults.push(fault);
    }
    expect(faults).toEqual([]);
  });

  it('walked that many cells, and each operation succeeds for somebody', () => {
    expect(outcomes.size).toBe(walks.length);
    expect(walks).toHaveLength(2486);
    const done = new Set(
      walks.filter((one) => outcomes.get(named(one)) === 'DONE').map(({ operation }) => operation.name),
    );
    expect(operations.map(({ name }) => name).filter((name) => !done.has(name))).toEqual([]);
  });

  it('answers a hidden record and a missing one with the same bytes', () => {
    expect(notFound.size).toBeGreaterThan(100);
    expect([...notFound].filter(([, texts]) => texts.size > 1).map(([key, texts]) => [key, ...texts])).toEqual([]);
  });

  it('rests on no condition of the matrix that is neither demanded nor known to be missing', () => {
    const conditions = walks.flatMap(({ role, operation, standing }) => {
      const cell = allowedCell(role, scopeOf(role, operation, standing), operation.permission);
      return cell?.conditions ?? [];
    });
    const known = [...notDemandedYet, ...demanded];
    expect(conditions.filter((condition) => !known.includes(condition))).toEqual([]);
  });

  it('needs each exception from the matrix that it makes', () => {
    const unneeded = exceptions.filter(
      (one) =>
        !walks.some(
          ({ role, operation, standing }) =>
            one.roles.includes(role) &&
            one.operations.includes(operation.name) &&
            outcomeBy(role, scopeOf(role, operation, standing), operation.permission) === 'DONE',
        ),
    );
    expect(unneeded.map(({ why }) => why)).toEqual([]);
  });
});
