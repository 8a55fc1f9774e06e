import { Global, Module } from '@nestjs/common';
import { Sessions } from '../access/sessions.js';
import { AuthDatabase } from '../platform/db/auth-database.js';
import { AccountStore } from './account.store.js';
import { AccountsResolver } from './accounts.resolver.js';
import { ManageAccount } from './manage-account.js';
import { OneTimeLinkStore } from './one-time-link.store.js';
import { RedeemLink } from './redeem-link.js';
import { SessionStore } from './session.store.js';
import { SessionsResolver } from './sessions.resolver.js';
import { SignIn } from './sign-in.js';
import { SignInDelay } from './sign-in-delay.js';

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
    SignIn,
    SignInDelay,
    RedeemLink,
    AccountsResolver,
    SessionsResolver,
  ],
  exports: [Sessions, SessionStore, OneTimeLinkStore],
})
export class AccountsModule {}
