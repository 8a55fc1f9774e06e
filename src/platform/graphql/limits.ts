import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { GraphQLError, Kind, type ValidationContext, type ValidationRule } from 'graphql';

/** What one operation may have at most (`security.md` 7, docs/decisions/0024). The deepest path of the schema has 11 levels. */
const DEEPEST = 11;
const ALIASES = 15;
const DIRECTIVES = 20;
const FRAGMENTS = 20;

/** Marks an error of a limit, which the client learns as TOO_MANY. */
export const LIMIT_EXCEEDED = 'limitExceeded';

/** A limit that is exceeded is one more error of the request, where the rules alone would throw. */
const reported = {
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null, { message }: GraphQLError): void => {
      const said = message.replace(/^Syntax Error: /, '');
      context?.reportError(new GraphQLError(said, { extensions: { [LIMIT_EXCEEDED]: true } }));
    },
  ],
};

/** Fragments of a document; that none contains itself is a rule of GraphQL. */
const maxFragmentsRule: ValidationRule = (context) => ({
  Document: ({ definitions }) => {
    const fragments = definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).length;
    if (fragments <= FRAGMENTS) return;
    const message = `A document may have ${String(FRAGMENTS)} fragments, found ${String(fragments)}.`;
    context.reportError(new GraphQLError(message, { extensions: { [LIMIT_EXCEEDED]: true } }));
  },
});

/** Rules that bound the work of one operation before any of it is done. */
export const limits = [
  maxDepthRule({ n: DEEPEST, flattenFragments: true, ignoreIntrospection: true, ...reported }),
  maxAliasesRule({ n: ALIASES, ...reported }),
  maxDirectivesRule({ n: DIRECTIVES, ...reported }),
  maxFragmentsRule,
] as unknown as readonly ValidationRule[];
