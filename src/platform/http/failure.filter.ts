import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { randomUUID } from 'node:crypto';
import { type ErrorCode, ExpectedError } from '../../kernel/errors.js';
import type { Log } from '../log.js';
import { withoutValues } from '../without-values.js';

const statusOf: Readonly<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  SECOND_FACTOR_REQUIRED: 403,
  STEP_UP_REQUIRED: 403,
  NOT_FOUND: 404,
  ID_TAKEN: 409,
  REFUSED: 422,
  STALE: 409,
  IDEMPOTENCY_KEY_REUSED: 409,
  UNAVAILABLE: 503,
  BUSY: 503,
  BAD_INPUT: 400,
  TOO_MANY: 429,
  INTERNAL: 500,
};

/** Failures outside GraphQL: the same codes, and nothing of the inside. GraphQL's own go to `error-format.ts`. */
@Catch()
export class FailureFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType<string>() === 'graphql') throw error;
    const response = host.switchToHttp().getResponse<Response>();
    if (error instanceof ExpectedError) {
      response.status(statusOf[error.code]).json({ code: error.code, message: error.message, ...error.details });
    } else if (isOfTheRequest(error)) {
      const status = error.getStatus?.() ?? error.status ?? 400;
      response.status(status).json({ code: status === 404 ? 'NOT_FOUND' : 'BAD_INPUT' });
    } else {
      const reference = randomUUID();
      this.log.error({ event: 'unexpected failure', reference, ...withoutValues(error) });
      response.status(500).json({ code: 'INTERNAL', reference });
    }
  }
}

/** What Nest and Express throw of a request that they cannot read or route: with a status of the 400s. */
interface RequestFailure {
  readonly status?: number;
  getStatus?(): number;
}

function isOfTheRequest(error: unknown): error is RequestFailure {
  const { status, getStatus } = (error ?? {}) as RequestFailure;
  const code = typeof getStatus === 'function' ? getStatus.call(error) : status;
  return typeof code === 'number' && code >= 400 && code < 500;
}
