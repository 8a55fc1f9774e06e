import type { NextFunction, Request, Response } from 'express';
import type { SessionCookie } from './session-cookie.js';

/** Headers of every answer, errors too. */
const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

interface EntrySettings {
  readonly cookie: SessionCookie;
  /** Scheme, host and port under which clients reach the server; nothing is taken from the request. */
  readonly origin: () => string;
}

/** What every request passes first: the headers, the question where it comes from, and the session's token. */
export function entry({ cookie, origin }: EntrySettings) {
  return (request: Request, response: Response, next: NextFunction): void => {
    response.set(headers);
    const from = request.get('origin');
    const site = request.get('sec-fetch-site');
    if ((from && from !== origin()) || (site && !['same-origin', 'none'].includes(site))) {
      response
        .status(403)
        .json({ errors: [{ message: 'Requests from other sites are refused.', extensions: { code: 'FORBIDDEN' } }] });
      return;
    }
    Object.assign(request, { vigil: { token: cookie.read(request.get('cookie')), actor: null } });
    next();
  };
}
