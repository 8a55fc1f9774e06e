import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { type DynamicModule, Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import type { Log } from '../log.js';
import { costLimit } from './cost.js';
import { errorFormatter, malformedIsBadRequest } from './error-format.js';
import { limits } from './limits.js';

/** Words and signs that one document may have at most (`security.md` 7). */
const TOKENS = 2_000;

/** What fills fields before their parent is answered. */
export interface Filler {
  /** The fields, as `[type, field]`. */
  fields(): readonly (readonly [string, string])[];
}

export interface GraphqlSettings {
  readonly log: Log;
  /** Whether clients may ask for the schema, and are told what they may have meant: in the demonstration. */
  readonly showSchema: boolean;
  readonly tree: abstract new (...dependencies: never[]) => Filler;
  /** Where a filled value waits on its parent, by the field's name in the answer. */
  readonly place: (answerName: string) => string;
}

/** The request and answer of Express, with what the entry middleware read. */
interface HttpContext {
  readonly req: { readonly vigil: object };
  readonly res: object;
}

/** Apollo would write messages with values to the console; every error reaches `formatError`, which logs without. */
const silent = (): undefined => undefined;
const silence = { debug: silent, info: silent, warn: silent, error: silent };

/** Apollo Server over the code-first schema. */
@Module({})
export class GraphqlModule {
  static with({ log, showSchema, tree, place }: GraphqlSettings): DynamicModule {
    return GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      inject: [tree as never],
      useFactory: (filler: Filler) => ({
        autoSchemaFile: true,
        sortSchema: true,
        path: '/graphql',
        playground: false,
        graphiql: false,
        introspection: showSchema,
        hideSchemaDetailsFromClientErrors: !showSchema,
        includeStacktraceInErrorResponses: false,
        persistedQueries: false,
        allowBatchedHttpRequests: false,
        csrfPrevention: true,
        context: ({ req, res }: HttpContext) => ({ req, res, vigil: req.vigil }),
        formatError: errorFormatter({ log, showSchema }),
        logger: silence,
        validationRules: [...limits],
        parseOptions: { maxTokens: TOKENS },
        // It wraps every field of every answer: see docs/decisions/0019.
        plugins: [ApolloServerPluginCacheControlDisabled(), costLimit, malformedIsBadRequest],
        transformSchema: (schema: GraphQLSchema) => passThrough(schema, filler.fields(), place),
      }),
    });
  }
}

/** A field that a view has filled is read from its parent at once: no promise, no guard, whatever its alias. */
function passThrough(
  schema: GraphQLSchema,
  filled: ReturnType<Filler['fields']>,
  place: GraphqlSettings['place'],
): GraphQLSchema {
  const resolve: GraphQLFieldResolver<Record<string, unknown>, unknown> = (parent, _arguments, _context, info) =>
    parent[place(String(info.path.key))];
  for (const [typeName, fieldName] of filled) {
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    if (field) field.resolve = resolve;
  }
  return schema;
}
