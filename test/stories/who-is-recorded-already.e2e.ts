import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, startTestApp, type TestApp } from '../support/app.js';
import { creates } from '../support/given.js';
import { findsPersons, setsIdentity, stepsUp, trailOf } from '../support/identities.js';

const NAMES = { name: 'Ђорђевић Ана', otherNames: 'Anna; Ana Petrović' };

describe('the vault finds who may be recorded already', () => {
  let app: TestApp;
  let focalPoint: Client;
  let elsewhere: Client;
  let person: string;

  beforeAll(async () => {
    app = await startTestApp();
    focalPoint = await app.signedInAs({ role: 'TFP', regions: ['PRIZREN'] });
    elsewhere = await app.signedInAs({ role: 'TFP', regions: ['PEJA'] });
    await stepsUp(app, focalPoint, elsewhere);
    person = await aPerson();
    await setsIdentity(focalPoint, { personId: person, ...NAMES });
  });
  afterAll(() => app.close());

  const aPerson = async (): Promise<string> => (await creates(focalPoint, 'Person', { region: 'PRIZREN' })).id;

  it.each([
    ['Ana Đorđević', 'SAME'],
    ['ана ђорђевић', 'SAME'],
    ['Djordjevic, Ana', 'SAME'],
    ['Dordevic Ana', 'SIMILAR'],
    ['Petrovic Ana', 'SAME'],
    ['anna', 'SAME'],
  ])('%s, by code alone: %s', async (name, likeness) => {
    const { data } = await findsPersons(focalPoint, name);
    expect(data?.findPersons).toEqual([{ personId: person, code: 'P-000001', likeness }]);
  });

  it('and nobody under another name, an old name, or in another region', async () => {
    expect((await findsPersons(focalPoint, 'Ana')).data?.findPersons).toEqual([]);
    expect((await findsPersons(elsewhere, NAMES.name)).data?.findPersons).toEqual([]);
    const id = await aPerson();
    await setsIdentity(focalPoint, { personId: id, name: 'Senka Old', otherNames: 'Kept' });
    await setsIdentity(focalPoint, { personId: id, version: 1, name: 'Senka New' });
    expect((await findsPersons(focalPoint, 'Senka Old')).data?.findPersons).toEqual([]);
    expect((await findsPersons(focalPoint, 'senka new')).data?.findPersons).toMatchObject([{ personId: id }]);
    expect((await findsPersons(focalPoint, 'kept')).data?.findPersons).toMatchObject([{ personId: id }]);
  });

  it('with the count in the trail, and no name', async () => {
    const entries = await trailOf(app, 'PersonsSearched', focalPoint.accountId);
    expect(entries[0]?.facts).toEqual([{ type: 'PersonsSearched', id: focalPoint.accountId, caseId: null, count: 1 }]);
    expect(JSON.stringify(entries)).not.toMatch(/ana|senka/i);
  });

  it('for monitors and lawyers not at all', async () => {
    for (const role of ['MONITOR', 'LAWYER'] as const) {
      const other = await app.signedInAs({ role, regions: role === 'MONITOR' ? ['PRIZREN'] : [] });
      expect((await findsPersons(other, NAMES.name)).codes).toEqual(['FORBIDDEN']);
    }
  });
});
