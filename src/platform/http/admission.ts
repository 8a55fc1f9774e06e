import type { NextFunction, Request, Response } from 'express';
import type { ErrorCode } from '../../kernel/errors.js';

/** Requests under way at most: three for each connection to the database (`security.md` 8). */
const IN_FLIGHT = 24;
const RETRY_AFTER_SECONDS = '1';
/** These say how things stand, and never wait for others. */
const ALWAYS_ADMITTED = /^\/(healthz|readyz)\/?$/i;

/** Who may come in: so many at once, and nobody any more once the service was asked to stop. */
export class Admission {
  private inFlight = 0;
  private open = true;

  get isOpen(): boolean {
    return this.open;
  }

  /** From now on new requests are sent away; those under way are finished. */
  close(): void {
    this.open = false;
  }

  /** Stands before anything of the request is read. */
  readonly admit = (request: Request, response: Response, next: NextFunction): void => {
    if (ALWAYS_ADMITTED.test(request.path)) {
      next();
    } else if (!this.open) {
      sendAway(response.set('Connection', 'close'), 'The service is stopping. Try again in a moment.');
    } else if (this.inFlight >= IN_FLIGHT) {
      sendAway(response, 'Too much is going on at once. Try again in a moment.');
    } else {
      this.inFlight += 1;
      response.once('close', () => (this.inFlight -= 1));
      next();
    }
  };
}

function sendAway(response: Response, message: string): void {
  const code: ErrorCode = 'BUSY';
  response
    .status(503)
    .set('Retry-After', RETRY_AFTER_SECONDS)
    .json({ errors: [{ message, extensions: { code } }] });
}
