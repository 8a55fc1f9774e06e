import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/domain/actor.js';
import type { RequestContext } from '../access/needs.js';
import { TooMany } from '../kernel/errors.js';
import { SessionCookie } from '../platform/http/session-cookie.js';
import { normaliseEmail } from './domain/account.js';
import { KnownDevice } from './known-device.js';
import type { Origin } from './sign-in-delay.js';

/** What GraphQL knows of the HTTP request under way. */
export interface HttpContext {
  readonly req: { readonly ip?: string | undefined; get(header: string): string | undefined };
  readonly res: Parameters<SessionCookie['set']>[0];
  readonly vigil: RequestContext;
}

/** This machine itself: a proxy that tells no address, or somebody who sits at it. */
const LOOPBACK = /^(::1|(::ffff:)?127\.)/;

/** The side of a sign-in that is HTTP: its cookies, where it comes from, and that there is one in a request. */
@Injectable()
export class SignInRequests {
  /** Requests in which somebody has tried: an alias is no further attempt. */
  private readonly attempts = new WeakSet<object>();

  constructor(
    private readonly cookie: SessionCookie,
    private readonly devices: KnownDevice,
  ) {}

  /** @throws TooMany. */
  refuseSecondAttempt({ res }: HttpContext): void {
    if (this.attempts.has(res)) throw new TooMany('Sign in once in a request.');
    this.attempts.add(res);
  }

  originOf({ req }: HttpContext): Origin {
    const address = req.ip && !LOOPBACK.test(req.ip) ? req.ip : null;
    return { address, device: this.cookie.readDevice(req.get('cookie')) };
  }

  /** The session of somebody who is known in this browser from now on. */
  keep({ res }: HttpContext, email: string, token: string): void {
    this.cookie.set(res, token);
    this.cookie.setDevice(res, this.devices.issue(normaliseEmail(email)));
  }

  keepSession({ res }: HttpContext, token: string): void {
    this.cookie.set(res, token);
  }

  end({ res }: HttpContext): void {
    this.cookie.clear(res);
  }

  /** The session goes on under a new token, also for what stands behind it in the same request. */
  goOnAs({ res, vigil }: HttpContext, { enrolling: _, ...actor }: Actor, token: string): void {
    this.cookie.set(res, token);
    vigil.actor = { ...actor, token };
  }
}
