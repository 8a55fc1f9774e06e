import type { Config } from './config.js';
import type { KeyRing } from './crypto/key-ring.js';
import type { Database } from './db/database.js';
import type { Admission } from './http/admission.js';
import type { SessionCookie } from './http/session-cookie.js';
import type { Log } from './log.js';

/** What the application stands on: made before it, closed after it. */
export interface Platform {
  readonly config: Config;
  readonly log: Log;
  /** As the role of the application. */
  readonly database: Database;
  /** As the role that alone opens sessions. */
  readonly authDatabase: Database;
  /** Of the identity vault. */
  readonly keys: KeyRing;
  readonly cookie: SessionCookie;
  readonly admission: Admission;
}
