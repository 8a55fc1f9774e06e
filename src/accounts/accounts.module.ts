import { Global, Module } from '@nestjs/common';
import { Sessions } from '../access/sessions.js';
import { AuthDatabase } from '../platform/db/auth-database.js';
import { AccountStore } from './account.store.js';
import { AccountsResolver } from './accounts.resolver.js';
import { KnownDevice } from './known-device.js';
import { ManageAccount } from './manage-account.js';
import { OneTimeLinkStore } from './one-time-link.store.js';
import { OwnAccountResolver } from './own-account.resolver.js';
import { OwnPassphrase } from './own-passphrase.js';
import { OwnSecondFactor } from './own-second-factor.js';
import { Passphrases } from './passphrases.js';
import { PassphrasesResolver } from './passphrases.resolver.js';
import { RedeemLink } from './redeem-link.js';
import { SecondFactorResets } from './second-factor-resets.js';
import { SecondFactorResetsResolver } from './second-factor-resets.resolver.js';
import { SecondFactorResolver } from './second-factor.resolver.js';
import { SecondFactorStore } from './second-factor.store.js';
import { SecondFactors } from './second-factors.js';
import { SessionStore } from './session.store.js';
import { SessionsResolver } from './sessions.resolver.js';
import { SignIn } from './sign-in.js';
import { SignInDelay } from './sign-in-delay.js';
import { SignInRequests } from './sign-in-requests.js';

@Global()
@Module({
  providers: [
    {
      provide: SessionStore,
      inject: [AuthDatabase],
      useFactory: (auth: AuthDatabase) => new SessionStore(auth.database),
    },
    {
      provide: OneTimeLinkStore,
      inject: [AuthDatabase],
      useFactory: (auth: AuthDatabase) => new OneTimeLinkStore(auth.database),
    },
    { provide: Sessions, useExisting: SessionStore },
    AccountStore,
    ManageAccount,
    Passphrases,
    SecondFactorStore,
    SecondFactors,
    SecondFactorResets,
    KnownDevice,
    SignInDelay,
    SignIn,
    SignInRequests,
    RedeemLink,
    OwnPassphrase,
    OwnSecondFactor,
    AccountsResolver,
    OwnAccountResolver,
    PassphrasesResolver,
    SecondFactorResolver,
    SecondFactorResetsResolver,
    SessionsResolver,
  ],
  exports: [Sessions, SessionStore, OneTimeLinkStore],
})
export class AccountsModule {}
