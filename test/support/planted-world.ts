import { randomUUID } from 'node:crypto';
import type { AccountRole } from '../../src/access/domain/actor.js';
import type { Role } from '../../src/access/domain/data-class.js';
import { columnName } from '../../src/platform/db/define-table.js';
import { type Client, startTestApp, type TestApp } from './app.js';
import { callOf } from './generated-calls.js';
import { definitions, type Planted, type PlantedCase, Planting } from './planted-cases.js';
import { openSession, type Session } from './session.js';
import type { Operation, Standing } from './walked-operations.js';

/** Roles of the matrix, with the account that plays each. */
const accountOf: Readonly<Record<Exclude<Role, 'ANONYMOUS'>, AccountRole>> = {
  ...{ ADMIN: 'ADMIN', AUDITOR: 'AUDITOR', HQ_ANALYST: 'HQ_ANALYST', MONITOR: 'MONITOR', TFP: 'TFP' },
  ...{ LAWYER_VICTIM_SIDE: 'LAWYER', LAWYER_ACCUSED_SIDE: 'LAWYER' },
};

/** The table of what an operation is about. */
export function tableOf(about: string): string | null {
  if (about === 'Account') return 'sec.account';
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
    return new PlantedWorld(
      app,
      superuser,
      { home, away, walled },
      {
        home: { Report: report, Court: home.witness.court, Account: await colleague('PRIZREN') },
        away: { Report: report, Court: away.witness.court, Account: await colleague('PEJA') },
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
    if (standing === 'OTHER_PERSON') return this.complete(this.cases.home.otherWitness, 'home');
    const found = { OWN: this.cases.home, WALLED: this.cases.walled, ELSEWHERE: this.cases.away }[standing];
    return this.complete(
      role === 'LAWYER_ACCUSED_SIDE' ? found.accused : found.witness,
      standing === 'ELSEWHERE' ? 'away' : 'home',
    );
  }

  /** The present version of the record that an operation is about; 1 where there is none. */
  async versionOf({ about }: Operation, { ids }: Planted): Promise<number> {
    const table = about === null ? null : tableOf(about);
    const [place, id] = [about === 'Court' ? `kind = 'COURT' AND code` : 'id', ids[about ?? '']];
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

  private async complete(planted: Planted, at: 'home' | 'away'): Promise<Planted> {
    const statement = 'SELECT person_id AS person FROM vigil.witness WHERE id = $1';
    const [row] = await this.superuser.rows<{ person: string }>(statement, [planted.ids.Witness]);
    return { ...planted, ids: { ...planted.ids, ...this.ofTheMission[at], Person: row?.person ?? '' } };
  }

  private missing(): Planted {
    const { region, court, ids } = this.cases.home.witness;
    const names = [...Object.keys(ids), ...Object.keys(this.ofTheMission.home), 'Person'];
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
