import { randomUUID } from 'node:crypto';
import type { AccountRole } from '../../src/access/domain/actor.js';
import type { Role } from '../../src/access/domain/data-class.js';
import { columnName } from '../../src/platform/db/define-table.js';
import { type Client, startTestApp, type TestApp } from './app.js';
import { callOf } from './generated-calls.js';
import { definitions, type Planted, type PlantedCase, Planting } from './planted-cases.js';
import { openSession, type Session } from './session.js';
import { resetToApprove } from './walked-accounts.js';
import type { Operation, Standing } from './walked-operations.js';

/** Roles of the matrix, with the account that plays each. */
const accountOf: Readonly<Record<Exclude<Role, 'ANONYMOUS'>, AccountRole>> = {
  ...{ ADMIN: 'ADMIN', AUDITOR: 'AUDITOR', HQ_ANALYST: 'HQ_ANALYST', MONITOR: 'MONITOR', TFP: 'TFP' },
  ...{ LAWYER_VICTIM_SIDE: 'LAWYER', LAWYER_ACCUSED_SIDE: 'LAWYER' },
};

const PERSON_OF = 'SELECT person_id AS person FROM vigil.witness WHERE id = $1';

/** The table of what an operation is about. */
export function tableOf(about: string): string | null {
  if (about === 'Account') return 'sec.account';
  if (about === 'Identity') return 'vigil.identity';
  if (about === 'Court') return 'vigil.reference_entry';
  const definition = definitions.find(({ name }) => name === about);
  return definition ? `vigil.${definition.table.name}` : null;
}

/**
 * One case of every standing: at home, in another region, and one at home behind a conflict wall for both its lawyers.
 * Staff belongs to the home region; the lawyers stand for the first witness and for the accused.
 */
export class PlantedWorld {
  private readonly clients = new Map<Role, Client>();
  private readonly ownReveals = new Map<string, string>();

  private constructor(
    readonly app: TestApp,
    readonly superuser: Session,
    readonly cases: Readonly<Record<'home' | 'away' | 'walled', PlantedCase>>,
    private readonly ofTheMission: Readonly<Record<'home' | 'away', Readonly<Record<string, string>>>>,
  ) {}

  static async make(): Promise<PlantedWorld> {
    const app = await startTestApp();
    const superuser = await openSession(app.database.superuserUrl);
    const [at, from] = [await Planting.in(app, 'PRIZREN'), await Planting.in(app, 'PEJA')];
    const lawyers = await at.lawyers();
    const [home, walled, away] = [
      await at.case(lawyers),
      await at.case(lawyers),
      await from.case(await from.lawyers()),
    ];
    for (const lawyer of [lawyers.witnessLawyer, lawyers.accusedLawyer]) {
      const wall = 'INSERT INTO sec.conflict_wall (lawyer_id, case_id) VALUES ($1, $2)';
      await superuser.rows(wall, [lawyer, walled.witness.caseId]);
    }
    const report = await reportOf(app);
    const colleague = async (region: string): Promise<string> =>
      (await app.signedInAs({ role: 'MONITOR', regions: [region] })).accountId;
    for (const one of [home, walled, away]) await recordIdentities(app, superuser, one);
    await superuser.rows('UPDATE vigil.assignment SET client_agreement_on = started_on');
    return new PlantedWorld(
      app,
      superuser,
      { home, away, walled },
      {
        home: {
          ...{ Report: report, Court: home.witness.court, Account: await colleague('PRIZREN') },
          ...(await requestsToDecide(superuser, home)),
          ...(await erasuresToDecide(superuser, home)),
          ResetToApprove: await resetToApprove(app, superuser),
        },
        away: {
          ...{ Report: report, Court: away.witness.court, Account: await colleague('PEJA') },
          ...(await requestsToDecide(superuser, away)),
          ...(await erasuresToDecide(superuser, away)),
        },
      },
    );
  }

  /** Somebody who is signed in in a role, the same at each call; nobody for ANONYMOUS. */
  async as(role: Role): Promise<Client> {
    if (role === 'ANONYMOUS') return this.app.anonymous;
    const known = this.clients.get(role);
    if (known) return known;
    const regions = role === 'MONITOR' || role === 'TFP' ? [this.cases.home.witness.region] : [];
    const side = role === 'LAWYER_ACCUSED_SIDE' ? this.cases.home.accused : this.cases.home.witness;
    const lawyerId = role.startsWith('LAWYER') ? side.ids.Lawyer : null;
    const client = await this.app.signedInAs({ role: accountOf[role], regions, lawyerId });
    this.clients.set(role, client);
    return client;
  }

  /** The records that stand so to a role, with the persons behind them. */
  async planted(role: Role, standing: Standing): Promise<Planted> {
    if (standing === 'MISSING') return this.missing();
    const found = {
      OWN: this.cases.home,
      WALLED: this.cases.walled,
      ELSEWHERE: this.cases.away,
      OTHER_PERSON: this.cases.home,
    };
    const { otherWitness, accused, witness } = found[standing];
    const side = role === 'LAWYER_ACCUSED_SIDE' ? accused : witness;
    const planted = await this.complete(
      standing === 'OTHER_PERSON' ? otherWitness : side,
      standing === 'ELSEWHERE' ? 'away' : 'home',
    );
    return {
      ...planted,
      ids: { ...planted.ids, OwnReveal: await this.ownReveal(role, standing, planted.ids.Person ?? '') },
    };
  }

  /** The present version of the record that an operation is about; 1 where there is none. */
  async versionOf({ about }: Operation, { ids }: Planted): Promise<number> {
    const table = about === null ? null : tableOf(about);
    const places: Readonly<Record<string, string>> = { Court: `kind = 'COURT' AND code`, Identity: 'person_id' };
    const [place, id] = [places[about ?? ''] ?? 'id', ids[about ?? '']];
    if (!table) return 1;
    const rows = await this.superuser.rows<{ version: number }>(`SELECT version FROM ${table} WHERE ${place} = $1`, [
      id,
    ]);
    return rows[0]?.version ?? 1;
  }

  /** What must not occur in an answer to a role: ids, codes and words of every case that does not exist for it. */
  async secretsFrom(role: Role): Promise<readonly string[]> {
    const { home, away, walled } = this.cases;
    if (role === 'HQ_ANALYST') return [];
    if (role === 'MONITOR' || role === 'TFP') return this.secretsOf(away);
    const hidden = role.startsWith('LAWYER') ? [away, walled] : [home, away, walled];
    const secrets: string[] = [];
    for (const one of hidden) secrets.push(...(await this.secretsOf(one)));
    return secrets;
  }

  private async secretsOf({ witness: { caseId } }: PlantedCase): Promise<readonly string[]> {
    const ids = definitions
      .filter(({ caseColumn }) => caseColumn !== null)
      .map(
        ({ table, caseColumn }) =>
          `SELECT id::text AS secret FROM vigil.${table.name} WHERE ${columnName(caseColumn ?? '')} = $1`,
      );
    const words = `
      SELECT unnest(ARRAY[code, title]) FROM vigil.trafficking_case WHERE id = $1
      UNION ALL SELECT code FROM vigil.witness WHERE case_id = $1 UNION ALL SELECT code FROM vigil.accused WHERE case_id = $1`;
    const rows = await this.superuser.rows<{ secret: string }>([...ids, words].join(' UNION ALL '), [caseId]);
    return rows.map(({ secret }) => secret);
  }

  async close(): Promise<void> {
    await this.superuser.close();
    await this.app.close();
  }

  /** A request of the role's own to know who the person is, that a second person let pass; the accused's side can have none. */
  private async ownReveal(role: Role, standing: Standing, person: string): Promise<string> {
    const key = `${role} ${standing}`;
    const known = this.ownReveals.get(key);
    if (known || ['ANONYMOUS', 'LAWYER_ACCUSED_SIDE'].includes(role)) return known ?? randomUUID();
    const { accountId } = await this.as(role);
    const scope = role.startsWith('LAWYER') ? 'OWN_CLIENT' : standing === 'ELSEWHERE' ? 'OTHER_REGION' : 'OWN_REGION';
    const id = await requestReveal(this.superuser, { person, accountId, scope });
    await this.superuser.rows(
      'INSERT INTO vigil.reveal_approval (request_id, approved, decided_by) VALUES ($1, true, $2)',
      [id, this.ofTheMission.home.Account],
    );
    this.ownReveals.set(key, id);
    return id;
  }

  private async complete(planted: Planted, at: 'home' | 'away'): Promise<Planted> {
    const [row] = await this.superuser.rows<{ person: string }>(PERSON_OF, [planted.ids.Witness]);
    return {
      ...planted,
      ids: { ...planted.ids, ...this.ofTheMission[at], Person: row?.person ?? '', Identity: row?.person ?? '' },
    };
  }

  private missing(): Planted {
    const { region, court, ids } = this.cases.home.witness;
    const names = [...Object.keys(ids), ...Object.keys(this.ofTheMission.home), 'Person', 'Identity', 'OwnReveal'];
    const none = Object.fromEntries(names.map((name) => [name, randomUUID()]));
    return { region, court, caseId: none.Case ?? '', ids: none };
  }
}

async function reportOf(app: TestApp): Promise<string> {
  const analyst = await app.signedInAs({ role: 'HQ_ANALYST' });
  const id = randomUUID();
  const { query, variables } = callOf('mutation', 'requestReport', {
    id,
    periodFrom: '2001-01-01',
    periodTo: '2001-06-05',
  });
  const { text, codes } = await analyst.asks(query, variables);
  if (codes.length > 0) throw new Error(text);
  return id;
}

/** Gives both witnesses of a case a name, as the focal point of the region does. */
async function recordIdentities(
  app: TestApp,
  superuser: Session,
  { witness, otherWitness }: PlantedCase,
): Promise<void> {
  const focalPoint = await app.signedInAs({ role: 'TFP', regions: [witness.region] });
  for (const { ids } of [witness, otherWitness]) {
    const [row] = await superuser.rows<{ person: string }>(PERSON_OF, [ids.Witness]);
    const { query, variables } = callOf('mutation', 'setIdentity', { personId: row?.person, name: 'Somebody Such' });
    const { text, codes } = await focalPoint.asks(query, variables);
    if (codes.length > 0) throw new Error(text);
  }
}

/** Requests of a monitor that a focal point of the region has to decide. */
async function requestsToDecide(
  superuser: Session,
  { witness }: PlantedCase,
): Promise<Readonly<Record<string, string>>> {
  const [row] = await superuser.rows<{ person: string }>(PERSON_OF, [witness.ids.Witness]);
  const [monitor] = await superuser.rows<{ id: string }>(
    `SELECT id FROM sec.account WHERE role = 'MONITOR' AND regions = ARRAY[$1] LIMIT 1`,
    [witness.region],
  );
  const request = { person: row?.person ?? '', accountId: monitor?.id ?? '', scope: 'OWN_REGION' };
  return {
    RevealToApprove: await requestReveal(superuser, request),
    RevealToRefuse: await requestReveal(superuser, request),
  };
}

async function requestReveal(
  superuser: Session,
  { person, accountId, scope }: { readonly person: string; readonly accountId: string; readonly scope: string },
): Promise<string> {
  const id = randomUUID();
  await superuser.rows(
    `INSERT INTO vigil.reveal_request (id, person_id, region, account_id, scope, second_person, purpose, explanation)
     SELECT $1, id, region, $3, $4, true, 'CONTACT', 'to tell her the day of the hearing' FROM vigil.person WHERE id = $2`,
    [id, person, accountId, scope],
  );
  return id;
}

/** Requests of a monitor to erase an identity: two that wait, and one, for somebody in no case, that was let pass. */
async function erasuresToDecide(
  superuser: Session,
  { witness: { ids, region } }: PlantedCase,
): Promise<Readonly<Record<string, string>>> {
  const [row] = await superuser.rows<{ person: string }>(PERSON_OF, [ids.Witness]);
  const [inNoCase, another] = [randomUUID(), randomUUID()];
  await superuser.rows(
    'INSERT INTO vigil.person (id, region, code) SELECT id, $2, id::text FROM unnest($1::uuid[]) id',
    [[inNoCase, another], region],
  );
  const erasures = {
    InNoCase: another,
    ErasureToApprove: await requestErasure(superuser, row?.person ?? ''),
    ErasureToRefuse: await requestErasure(superuser, row?.person ?? ''),
    ErasureToCarryOut: await requestErasure(superuser, inNoCase),
  };
  await superuser.rows(
    `INSERT INTO vigil.erasure_approval (request_id, approved, decided_by)
     SELECT $1, true, id FROM sec.account WHERE role = 'TFP' AND regions = ARRAY[$2] LIMIT 1`,
    [erasures.ErasureToCarryOut, region],
  );
  return erasures;
}

async function requestErasure(superuser: Session, person: string): Promise<string> {
  const id = randomUUID();
  await superuser.rows(
    `INSERT INTO vigil.erasure_request (id, person_id, region, account_id, ground, explanation)
     SELECT $1, person.id, person.region, account.id, 'SUBJECT_REQUEST', 'She asked in writing'
     FROM vigil.person person JOIN sec.account account ON account.role = 'MONITOR' AND account.regions = ARRAY[person.region]
     WHERE person.id = $2 LIMIT 1`,
    [id, person],
  );
  return id;
}
