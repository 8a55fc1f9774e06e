import { randomUUID } from 'node:crypto';
import type { AccountRole } from '../../src/access/domain/actor.js';
import type { Client, TestApp } from './app.js';
import { Browser } from './browser.js';
import { answerOf } from './given.js';

export const PASSPHRASE = 'a lamp above the harbour';
const INVITE = 'mutation ($input: InviteAccountInput!) { inviteAccount(input: $input) { accountId token } }';

export interface Colleague {
  readonly id: string;
  readonly email: string;
  readonly browser: Browser;
}

export interface Enrolled extends Colleague {
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

/** Somebody new, invited by an administrator, as far as they have come. */
export class Colleagues {
  constructor(
    private readonly app: TestApp,
    private readonly administrator: Client,
  ) {}

  async invited(role: AccountRole): Promise<Colleague & { readonly token: string }> {
    const email = `${randomUUID()}@example.org`;
    const regions = role === 'MONITOR' || role === 'TFP' ? ['PRIZREN'] : [];
    const { inviteAccount } = await answerOf<{ inviteAccount: { accountId: string; token: string } }>(
      this.administrator.asks(INVITE, { input: { email, displayName: role, role, regions } }),
    );
    return { id: inviteAccount.accountId, token: inviteAccount.token, email, browser: new Browser(this.app) };
  }

  /** With a passphrase. */
  async redeemed(role: AccountRole): Promise<Colleague> {
    const one = await this.invited(role);
    const { text, codes } = await one.browser.redeems(one.token, PASSPHRASE);
    if (codes.length > 0) throw new Error(text);
    return one;
  }

  /** With a second factor. */
  async enrolled(role: AccountRole): Promise<Enrolled> {
    const one = await this.redeemed(role);
    return { ...one, ...(await one.browser.enrols()) };
  }
}

export async function ownAccount(browser: Browser): Promise<Record<string, unknown>> {
  const { data } = await browser.asks(
    '{ me { secondFactor { enrolled needed recoveryCodesLeft resetDueAt } sessions { id current createdAt idleUntil expiresAt } } }',
  );
  return (data as unknown as { me: Record<string, unknown> }).me;
}
