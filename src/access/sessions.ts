import type { Actor } from './domain/actor.js';
import type { SystemActor } from './domain/system-actors.js';

/** Sessions as the door needs them; `accounts/` makes and ends them. */
export abstract class Sessions {
  /** Moves the end of an idle session ahead, now and then. */
  abstract keepAlive(token: string): Promise<void>;

  /** Whose session it is when it is good for enrolling a second factor alone; null when it is no such one. */
  abstract enrolling(token: string): Promise<Actor | null>;

  /** A session of a system actor, made when needed. @param onBehalfOf the person named with the command. */
  abstract ofSystemActor(name: SystemActor, onBehalfOf?: string): Promise<Actor>;
}
