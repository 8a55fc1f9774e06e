import type { Database } from './database.js';

/** The connection of the one role that may open sessions, apart from the application's. */
export class AuthDatabase {
  constructor(readonly database: Database) {}
}
