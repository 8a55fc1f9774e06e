import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { type DynamicModule, Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import type { Log } from '../log.js';
import { errorFormatter } from './error-format.js';

/** What one operation may have at most (`security.md` 7); a page nests three connections. */
const DEEPEST = 12;
const ALIASES = 15;
const DIRECTIVES = 20;
const TOKENS = 2_000;

export interface GraphqlSettings {
  readonly log: Log;
  readonly context: (http: { readonly req: never; readonly res: never }) => object;
  /** Fields that a view has filled before their parent is answered, as `[type, field]`, and where their value waits. */
  readonly filled: () => readonly (readonly [string, string])[];
  readonly place: (answerName: string) => string;
}

/** Apollo Server over the code-first schema. */
@Module({})
export class GraphqlModule {
  static with({ log, context, filled, place }: GraphqlSettings): DynamicModule {
    return GraphQLModule.forRoot<ApolloDriverConfig>({
      driver: ApolloDriver,
      autoSchemaFile: true,
      sortSchema: true,
      path: '/graphql',
      playground: false,
      graphiql: false,
      introspection: true,
      csrfPrevention: true,
      context,
      formatError: errorFormatter(log),
      validationRules: [
        maxDepthRule({ n: DEEPEST, flattenFragments: true, ignoreIntrospection: true }),
        maxAliasesRule({ n: ALIASES }),
        maxDirectivesRule({ n: DIRECTIVES }),
      ] as never,
      parseOptions: { maxTokens: TOKENS },
      // It wraps every field of every answer: see docs/decisions/0019.
      plugins: [ApolloServerPluginCacheControlDisabled()],
      transformSchema: (schema: GraphQLSchema) => passThrough(schema, filled(), place),
    }) as DynamicModule;
  }
}

/** A field that a view has filled is read from its parent at once: no promise, no guard, whatever its alias. */
function passThrough(
  schema: GraphQLSchema,
  filled: readonly (readonly [string, string])[],
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
