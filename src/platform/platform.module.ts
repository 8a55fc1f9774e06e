import { type DynamicModule, Global, Module } from '@nestjs/common';
import { KeyRing } from './crypto/key-ring.js';
import { AuthDatabase } from './db/auth-database.js';
import { Database } from './db/database.js';
import { Admission } from './http/admission.js';
import { SessionCookie } from './http/session-cookie.js';
import { Log } from './log.js';
import type { Platform } from './platform.js';

/** Gives the platform to whoever asks for a part of it. */
@Global()
@Module({})
export class PlatformModule {
  static with({ log, database, authDatabase, keys, cookie, admission }: Platform): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: Log, useValue: log },
        { provide: Database, useValue: database },
        { provide: AuthDatabase, useValue: new AuthDatabase(authDatabase) },
        { provide: KeyRing, useValue: keys },
        { provide: SessionCookie, useValue: cookie },
        { provide: Admission, useValue: admission },
      ],
      exports: [Log, Database, AuthDatabase, KeyRing, SessionCookie, Admission],
    };
  }
}
