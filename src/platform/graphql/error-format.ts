import { randomUUID } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { type ErrorCode, ExpectedError } from '../../kernel/errors.js';
import type { Log } from '../log.js';
import { withoutValues } from '../without-values.js';
import { LIMIT_EXCEEDED } from './limits.js';

/** Errors that Apollo and graphql-js find in a request, and ours for them. */
const ofTheRequest: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: 'BAD_INPUT',
  GRAPHQL_VALIDATION_FAILED: 'BAD_INPUT',
  BAD_USER_INPUT: 'BAD_INPUT',
  BAD_REQUEST: 'BAD_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_INPUT',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_INPUT',
};

/** What graphql-js adds of the schema; Apollo takes it off what the validation finds, but not off variables. */
const GUESS = / ?Did you mean .*\?$/s;

interface ErrorSettings {
  readonly log: Log;
  /** Whether a client is told names of the schema that it may have meant. */
  readonly showSchema: boolean;
}

/**
 * Every error that a client can meet. An expected one says its code and what to do; anything else is logged under a
 * reference, and the reference is all that is told.
 */
export function errorFormatter({
  log,
  showSchema,
}: ErrorSettings): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return ({ message, locations, path, extensions }, error) => {
    const cause = unwrapResolverError(error);
    if (cause instanceof ExpectedError) {
      return { message: cause.message, locations, path, extensions: { code: cause.code, ...cause.details } };
    }
    const code = extensions?.[LIMIT_EXCEEDED] ? 'TOO_MANY' : ofTheRequest[String(extensions?.code)];
    const said = showSchema ? message : message.replace(GUESS, '');
    if (code) return { message: said, locations, path, extensions: { code } };
    return masked(log, cause, { locations, path });
  };
}

/** A request that was not begun is a client's error in HTTP too; of a query kept by its hash, Apollo says 200. */
export const malformedIsBadRequest: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response: { body, http } }) => {
        const begun = body.kind !== 'single' || 'data' in body.singleResult;
        if (!begun && (http.status ?? 200) === 200) http.status = 400;
        return Promise.resolve();
      },
    }),
};

function masked(
  log: Log,
  cause: unknown,
  where: Pick<GraphQLFormattedError, 'locations' | 'path'>,
): GraphQLFormattedError {
  const reference = randomUUID();
  log.error({ event: 'unexpected failure', reference, ...withoutValues(cause) });
  return {
    message: `Something went wrong on our side. Tell the administrator this reference: ${reference}`,
    ...where,
    extensions: { code: 'INTERNAL' satisfies ErrorCode, reference },
  };
}
