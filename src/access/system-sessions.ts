import type { Actor } from './domain/actor.js';
import type { SystemActor } from './domain/system-actors.js';

/** Gives the sessions of system actors; `accounts/` makes them. */
export abstract class SystemSessions {
  abstract actor(name: SystemActor, onBehalfOf?: string): Promise<Actor>;
}
