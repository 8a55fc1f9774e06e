import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  type OperationDefinitionNode,
} from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import { LARGEST_PAGE } from './connection.types.js';
import { LIMIT_EXCEEDED } from './limits.js';

/** What one operation may ask for with its fragments expanded (`security.md` 7, docs/decisions/0024). */
const COST = 5_000;
const ROOT_FIELDS = 10;

interface Asked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Refuses an operation that costs too much, before any of it is done. It needs the variables, for a page's size may
 * stand there, and so it is no validation rule: what was valid once is not validated again.
 */
export const costLimit: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ schema, document, operation, operationName, request }) => {
        const variables = request.variables ?? {};
        if (operation) refuseCostly({ schema, document, operation, operationName, variables });
        return Promise.resolve();
      },
    }),
};

/** @throws GraphQLError that the client learns as TOO_MANY. */
function refuseCostly({ schema, document, operation, operationName, variables }: Asked): void {
  const root = schema.getRootType(operation.operation);
  let cost = 0;
  let rootFields = 0;
  const count: ComplexityEstimator = ({ type, field, args }) => {
    const atRoot = type === root;
    cost += 1 + recordsOf(field, args, atRoot);
    if (atRoot) rootFields += 1;
    // At once: fragments within fragments double with each word.
    if (cost > COST) throw exceeded(`The operation costs more than ${String(COST)}.`);
    if (rootFields > ROOT_FIELDS) throw exceeded(`An operation may have ${String(ROOT_FIELDS)} fields at its root.`);
    return 0;
  };
  try {
    getComplexity({
      schema,
      query: document,
      variables,
      operationName: operationName ?? undefined,
      estimators: [count],
      maxQueryNodes: Number.MAX_SAFE_INTEGER,
    });
  } catch (error) {
    // Variables that do not fit are told by the execution, which begins with them.
    if (error instanceof GraphQLError && error.extensions[LIMIT_EXCEEDED]) throw error;
  }
}

/**
 * A page adds its size, not its size times that of the page above: a record has one record above it, so that pages
 * below pages bring each record once. A list without pages counts as the largest page.
 */
function recordsOf(
  { type }: GraphQLField<unknown, unknown>,
  { first }: Readonly<Record<string, unknown>>,
  atRoot: boolean,
): number {
  if (typeof first === 'number') return Math.min(Math.max(first, 0), LARGEST_PAGE);
  const isListOfRecords = isListType(getNullableType(type)) && isCompositeType(getNamedType(type));
  return atRoot && isListOfRecords ? LARGEST_PAGE : 0;
}

function exceeded(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { [LIMIT_EXCEEDED]: true, http: { status: 400 } } });
}
