import { randomUUID } from 'node:crypto';
import type { TestApp } from './app.js';
import type { Session } from './session.js';
import type { Operation } from './walked-operations.js';

const ofAccounts = (kind: Operation['kind'], name: string, about: string | null): Operation => ({
  ...{ kind, name, permission: 'USER_ACCOUNT:UPDATE', owner: 'MISSION', about },
  given: ({ ids }) => ({ id: about && ids[about], accountId: ids.Account }),
  standings: name === 'approveSecondFactorReset' ? ['OWN', 'MISSING'] : ['OWN', 'ELSEWHERE', 'MISSING'],
});

/** What administrators do for those who forgot a passphrase or lost an authenticator. */
export const ofSecondFactors: readonly Operation[] = [
  ofAccounts('mutation', 'issueResetLink', 'Account'),
  ofAccounts('mutation', 'requestSecondFactorReset', 'Account'),
  { ...ofAccounts('query', 'secondFactorResets', 'ResetToApprove'), isList: true, standings: ['OWN', 'MISSING'] },
  ofAccounts('mutation', 'approveSecondFactorReset', 'ResetToApprove'),
];

/** How a session begins and ends, and what everybody does with the own account: not governed by the matrix. */
export const ofTheSession = [
  ...['signIn', 'redeemLink', 'signOut', 'requestPassphraseReset', 'stepUp', 'revokeSession', 'changePassphrase'],
  ...['beginSecondFactor', 'confirmSecondFactor', 'renewRecoveryCodes', 'keepSecondFactor'],
];

/** What one administrator asked for, and another may approve. */
export async function resetToApprove(app: TestApp, superuser: Session): Promise<string> {
  const [holder, administrator] = [
    await app.signedInAs({ role: 'HQ_ANALYST' }),
    await app.signedInAs({ role: 'ADMIN' }),
  ];
  const id = randomUUID();
  await superuser.rows('INSERT INTO sec.second_factor_reset (id, account_id, requested_by) VALUES ($1, $2, $3)', [
    ...[id, holder.accountId, administrator.accountId],
  ]);
  return id;
}
