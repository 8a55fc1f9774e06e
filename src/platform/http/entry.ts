import type { NextFunction, Request, Response } from 'express';
import type { ErrorCode } from '../../kernel/errors.js';
import type { SessionCookie } from './session-cookie.js';

/** Headers of every answer, errors too. */
const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};
/** A year in which a browser that came by HTTPS comes by nothing else. */
const HTTPS_ONLY = { 'Strict-Transport-Security': 'max-age=31536000' };

const GRAPHQL_PATH = /^\/graphql\/?$/i;

interface EntrySettings {
  readonly cookie: SessionCookie;
  /** Scheme, host and port under which clients reach the server; nothing is taken from the request. */
  readonly origin: () => string;
}

/** What every request passes first: the headers, the question where it comes from, and the session's token. */
export function entry({ cookie, origin }: EntrySettings) {
  return (request: Request, response: Response, next: NextFunction): void => {
    response.set(origin().startsWith('https:') ? { ...headers, ...HTTPS_ONLY } : headers);
    if (isFromElsewhere(request, origin())) {
      refuse(response, 403, 'FORBIDDEN', 'Requests from other sites are refused.');
      return;
    }
    // What stands in an address is kept by browsers, proxies and their logs.
    if (GRAPHQL_PATH.test(request.path) && request.method !== 'POST') {
      refuse(response.set('Allow', 'POST'), 405, 'BAD_INPUT', 'Operations are sent by POST, as application/json.');
      return;
    }
    Object.assign(request, { vigil: { token: cookie.read(request.get('cookie')), actor: null } });
    next();
  };
}

/** Objects and lists within one another in a body (`security.md` 7): what walks through it walks no deeper. */
const DEEPEST_BODY = 50;

/** Passed after the body is read. */
export function refuseDeepBody({ body }: Request, response: Response, next: NextFunction): void {
  if (isDeeper(body, DEEPEST_BODY)) {
    refuse(response, 400, 'BAD_INPUT', `Values may lie ${String(DEEPEST_BODY)} deep within one another.`);
    return;
  }
  next();
}

/** Level by level: one that called itself would be ended by the depth that it looks for. */
function isDeeper(body: unknown, limit: number): boolean {
  let level = [body].filter(isNest);
  for (let depth = 0; depth < limit && level.length > 0; depth += 1) {
    level = level.flatMap((nest) => Object.values(nest)).filter(isNest);
  }
  return level.length > 0;
}

function isNest(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isFromElsewhere(request: Request, own: string): boolean {
  const from = request.get('origin');
  const site = request.get('sec-fetch-site');
  return (from !== undefined && from !== own) || (site !== undefined && !['same-origin', 'none'].includes(site));
}

function refuse(response: Response, status: number, code: ErrorCode, message: string): void {
  response.status(status).json({ errors: [{ message, extensions: { code } }] });
}
