import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';

/** What one operation may have at most (`security.md` 7); a page nests three connections. */
const DEEPEST = 12;
const ALIASES = 15;
const DIRECTIVES = 20;

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

/** Rules that bound the work of one operation before any of it is done. */
export const limits = [
  maxDepthRule({ n: DEEPEST, flattenFragments: true, ignoreIntrospection: true, ...reported }),
  maxAliasesRule({ n: ALIASES, ...reported }),
  maxDirectivesRule({ n: DIRECTIVES, ...reported }),
] as unknown as readonly ValidationRule[];
