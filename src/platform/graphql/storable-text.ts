import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { BadInput } from '../../kernel/errors.js';

/** Characters of an argument that is no input: an id, a key, a cursor, a code. */
const LONGEST_ARGUMENT = 1_000;
/** What PostgreSQL cannot store: NUL, and half of a surrogate pair. */
const UNSTORABLE = /[\0\p{Cs}]/u;

/** Refuses text of any argument that no statement could take, before there is one. Inputs say more, field by field. */
@Injectable()
export class StorableText implements PipeTransform<unknown, unknown> {
  /** @throws BadInput. */
  transform(value: unknown, { type, data }: ArgumentMetadata): unknown {
    if (type === 'custom') return value;
    const field = data ?? 'arguments';
    if (typeof value === 'string' && value.length > LONGEST_ARGUMENT) {
      throw new BadInput([{ field, problem: `must have at most ${String(LONGEST_ARGUMENT)} characters` }]);
    }
    const broken = unstorablePath(value, field);
    if (broken) throw new BadInput([{ field: broken, problem: 'must be text without NUL and broken characters' }]);
    return value;
  }
}

/** Where inside a value the first text is that cannot be stored; null when there is none. */
function unstorablePath(value: unknown, path: string): string | null {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = unstorablePath(inner, `${path}.${key}`);
    if (found) return found;
  }
  return null;
}
