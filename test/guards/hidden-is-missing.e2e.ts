import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Role, roles } from '../../src/access/domain/data-class.js';
import { allowedCell, outcomeBy } from '../support/access-matrix.js';
import { callOf, inputFieldsOf, wholeTree } from '../support/generated-calls.js';
import { definitions } from '../support/planted-cases.js';
import { PlantedWorld } from '../support/planted-world.js';
import {
  callFor,
  type Operation,
  operations,
  scopeOf,
  type Standing,
  standings,
  standingsFor,
} from '../support/walked-operations.js';

let world: PlantedWorld;

beforeAll(async () => {
  world = await PlantedWorld.make();
});
afterAll(() => world.close());

/** Roles that may look at cases at all. */
const readers = roles.filter((role) => outcomeBy(role, null, 'CASE_PUBLIC:LIST') === 'NOT_FOUND');

describe('whatever a reader asks for below the cases', () => {
  const inTheTree = operations.filter(
    ({ name, about }) => name.startsWith('update') && about !== null && about !== 'Person',
  );
  const recordsOf = inTheTree.filter(({ about }) =>
    definitions.some(({ name, caseColumn }) => name === about && caseColumn !== null),
  );

  it.each(readers)('%s finds each record that the matrix lets the role list, and no other', async (role) => {
    const client = await world.as(role);
    const answers = await Promise.all(
      ['cases', 'persons', 'lawyers', 'trialAssessments'].map((field) => client.asks(wholeTree(field))),
    );
    const text = answers.map((answer) => answer.text).join('\n');
    const faults: string[] = [];
    let looked = 0;
    for (const operation of recordsOf) {
      const dataClass = definitions.find(({ name }) => name === operation.about)?.dataClass;
      for (const standing of standingsFor(role, operation).filter((one) => one !== 'MISSING')) {
        const { ids } = await world.planted(role, standing);
        const expected =
          allowedCell(role, scopeOf(role, operation, standing), `${dataClass ?? 'CASE_PUBLIC'}:LIST`) !== undefined;
        const found = text.includes(ids[operation.about ?? ''] ?? '');
        looked += 1;
        if (found !== expected) faults.push(`${String(operation.about)} ${standing}: ${found ? 'found' : 'not found'}`);
      }
    }
    expect(looked).toBeGreaterThanOrEqual(2 * recordsOf.length);
    expect(faults).toEqual([]);
    const secrets = await world.secretsFrom(role);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });
});

/** Another way to write an id, which a server might understand too. */
const spellings: readonly ((id: string) => string)[] = [
  (id) => id,
  (id) => id.toUpperCase(),
  (id) => id.replaceAll('-', ''),
  (id) => `{${id}}`,
  (id) => ` ${id}`,
  (id) => `urn:uuid:${id}`,
  (id) => `${id}' OR '1'='1`,
];

interface Hidden {
  readonly role: Role;
  readonly operation: Operation;
  readonly standing: Standing;
}

describe('a hidden record', () => {
  const hidden: readonly Hidden[] = readers.flatMap((role) =>
    operations
      .filter(({ isList, about }) => !isList && about !== null && about !== 'Report' && about !== 'Account')
      .flatMap((operation) =>
        standings
          .filter((standing) => standing !== 'MISSING' && standingsFor(role, operation).includes(standing))
          .map((standing) => ({ role, operation, standing }))
          .filter(
            (one) => outcomeBy(role, scopeOf(role, operation, one.standing), operation.permission) === 'NOT_FOUND',
          ),
      ),
  );

  it('answers like a missing one, byte for byte, however its id is spelled', async () => {
    expect(hidden.length).toBeGreaterThan(80);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...hidden),
        fc.constantFrom(...spellings),
        fc.uuid(),
        fc.integer({ min: 1, max: 3 }),
        async ({ role, operation, standing }, spell, missing, version) => {
          const client = await world.as(role);
          const planted = await world.planted(role, standing);
          const about = operation.about ?? '';
          const asking = (id: string) => ({ ...planted, ids: { ...planted.ids, [about]: spell(id) } });
          const call = callFor(operation, asking(planted.ids[about] ?? ''), version);
          const ofMissing = callFor(operation, asking(missing), version);
          const answers = [
            await client.asks(call.query, call.variables),
            await client.asks(ofMissing.query, ofMissing.variables),
          ];
          expect(answers[0]?.text).toBe(answers[1]?.text);
          expect(answers[0]?.status).toBe(answers[1]?.status);
          expect(answers[0]?.codes).toHaveLength(1);
        },
      ),
      { numRuns: 200 },
    );
  });

  /** Fields of an input that name another record, with what they name. */
  const references: Readonly<Record<string, string>> = {
    ...{ accusedId: 'Accused', assignmentId: 'Assignment', cycleId: 'Cycle', hearingId: 'Hearing', lawyerId: 'Lawyer' },
    ...{ personId: 'Person', statementId: 'Statement', witnessId: 'Witness' },
  };
  const naming = operations
    .filter(({ kind, name }) => kind === 'mutation' && /^(create|update)/.test(name) && !name.endsWith('Account'))
    .flatMap((operation) =>
      inputFieldsOf(operation.name)
        .filter((field) => field in references)
        .map((field) => ({ operation, field })),
    );

  it('is no better than a missing one where a new or changed record would name it', async () => {
    const told: string[] = [];
    let named = 0;
    for (const role of ['MONITOR', 'TFP', 'LAWYER_VICTIM_SIDE'] as const) {
      const client = await world.as(role);
      const [own, away] = [await world.planted(role, 'OWN'), await world.planted(role, 'ELSEWHERE')];
      for (const { operation, field } of naming) {
        const scope = scopeOf(role, operation, 'OWN');
        if (outcomeBy(role, scope, operation.permission) !== 'DONE') continue;
        const answerNaming = async (id: string): Promise<string> => {
          const given = {
            ...operation.given(own, await world.versionOf(operation, own)),
            id: operation.about ? own.ids[operation.about] : undefined,
            [field]: id,
          };
          const { query, variables } = callOf('mutation', operation.name, { ...given, recordedOn: '2001-05-21' });
          return (await client.asks(query, variables)).text;
        };
        named += 1;
        const answers = [await answerNaming(away.ids[references[field] ?? ''] ?? ''), await answerNaming(randomUUID())];
        if (answers[0] !== answers[1]) told.push(`${role} ${operation.name} ${field}: ${answers.join(' | ')}`);
      }
    }
    expect(named).toBeGreaterThan(30);
    expect(told).toEqual([]);
  });
});
