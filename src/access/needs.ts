import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { NotSignedIn } from '../kernel/errors.js';
import type { Actor } from './domain/actor.js';
import type { Condition, Permission } from './domain/data-class.js';

/** The permission that an operation needs, or PUBLIC, or SIGNED_IN and ENROLLING for what concerns only one's own account. */
export type Need = Permission | 'PUBLIC' | 'SIGNED_IN' | 'ENROLLING';

export const NEED = 'vigil:need';
export const UNDERTAKES = 'vigil:undertakes';

/**
 * Every operation says what it needs; one that is silent keeps the server from starting.
 * @param undertakes conditions of the permission that the operation does without, because it shows nothing of its class.
 */
export const Needs = (permission: Permission, undertakes: readonly Condition[] = []): MethodDecorator =>
  applyDecorators(SetMetadata(NEED, permission), SetMetadata(UNDERTAKES, undertakes));

/** Open to anyone: signing in, redeeming a link, asking whether the server lives. */
export const Public = (): MethodDecorator => SetMetadata(NEED, 'PUBLIC');

/** Open to everyone who is signed in, for the own account. */
export const SignedIn = (): MethodDecorator => SetMetadata(NEED, 'SIGNED_IN');

/** Open to everyone who is signed in, and to a session that is good for enrolling a second factor alone. */
export const Enrolling = (): MethodDecorator => SetMetadata(NEED, 'ENROLLING');

/** What a request carries through its handling. */
export interface RequestContext {
  /** The session's token, as the cookie gave it. */
  readonly token: string | null;
  actor: Actor | null;
}

/** The actor on whose behalf a handler runs. */
export const As = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = requestContext(context);
  if (!actor) throw new NotSignedIn();
  return actor;
});

/** The context that `graphql.module.ts` made, or the request itself for a plain route. */
export function requestContext(context: ExecutionContext): RequestContext {
  if (context.getType<string>() === 'graphql')
    return GqlExecutionContext.create(context).getContext<{ vigil: RequestContext }>().vigil;
  return context.switchToHttp().getRequest<{ vigil: RequestContext }>().vigil;
}
