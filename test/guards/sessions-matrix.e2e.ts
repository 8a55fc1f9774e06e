import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roles } from '../../src/access/domain/data-class.js';
import type { Client } from '../support/app.js';
import { callOf, type Given } from '../support/generated-calls.js';
import { PlantedWorld } from '../support/planted-world.js';

const passphrase = 'seven quiet lanterns by the river';

describe('a session', () => {
  let world: PlantedWorld;
  let administrator: Client;

  beforeAll(async () => {
    world = await PlantedWorld.make();
    administrator = await world.as('ADMIN');
  });
  afterAll(() => world.close());

  const asks = async (client: Client, name: string, given: Given = {}): Promise<readonly string[]> => {
    const { query, variables } = callOf('mutation', name, given);
    return (await client.asks(query, variables)).codes;
  };
  const isSignedIn = async (client: Client): Promise<boolean> =>
    (await client.asks('{ me { id } }')).codes.length === 0;

  async function invitation(email: string): Promise<string> {
    const { query, variables } = callOf('mutation', 'inviteAccount', { email, role: 'AUDITOR' });
    const { data } = await administrator.asks(query, variables);
    return (data as unknown as { inviteAccount: { token: string } }).inviteAccount.token;
  }

  it.each(roles)('is opened by a link and by a passphrase, whoever asks: %s', async (role) => {
    const client = await world.as(role);
    const email = `${role.toLowerCase()}@example.org`;
    const token = await invitation(email);
    expect(await asks(client, 'redeemLink', { token, passphrase })).toEqual([]);
    expect(await asks(client, 'redeemLink', { token, passphrase })).not.toEqual([]);
    expect(await asks(client, 'signIn', { email, passphrase })).toEqual([]);
    expect(await asks(client, 'signIn', { email, passphrase: `${passphrase}!` })).toEqual(['UNAUTHENTICATED']);
  });

  it.each(roles.filter((role) => role !== 'ANONYMOUS' && role !== 'ADMIN'))(
    'is ended by %s for itself alone',
    async (role) => {
      const client = await world.as(role);
      expect(await isSignedIn(client)).toBe(true);
      expect(await asks(client, 'signOut')).toEqual([]);
      expect(await isSignedIn(client)).toBe(false);
      expect(await asks(client, 'signOut')).toEqual(['UNAUTHENTICATED']);
      expect(await isSignedIn(administrator)).toBe(true);
    },
  );

  it('cannot be ended by somebody who has none', async () => {
    expect(await asks(world.app.anonymous, 'signOut')).toEqual(['UNAUTHENTICATED']);
  });
});
