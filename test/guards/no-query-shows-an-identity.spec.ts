import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, getNamedType, type GraphQLNamedType, isObjectType } from 'graphql';
import { identityFields } from '../../src/persons/domain/identity.js';

const schema = buildSchema(readFileSync(new URL('../../schema.gql', import.meta.url), 'utf8'));

/** Every type of which an answer to this one may hold something. */
function reachable(from: GraphQLNamedType, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(from.name)) return seen;
  seen.add(from.name);
  if (isObjectType(from)) {
    for (const field of Object.values(from.getFields())) reachable(getNamedType(field.type), seen);
  }
  return seen;
}

const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
const queries = schema.getQueryType();

describe('the published schema', () => {
  it('shows an identity in the answer of one mutation, and below no query (invariant 02)', () => {
    const types = queries ? reachable(queries) : new Set<string>();
    expect(types.size).toBeGreaterThan(50);
    expect([...types].filter((name) => name === 'RevealedIdentity')).toEqual([]);
    const revealing = mutations.filter(({ type }) => reachable(getNamedType(type)).has('RevealedIdentity'));
    expect(revealing.map(({ name }) => name)).toEqual(['revealIdentity']);
  });

  it('has a field for each part of an identity there, and takes no key that could keep the answer', () => {
    const type = schema.getType('RevealedIdentity');
    const fields = isObjectType(type) ? Object.keys(type.getFields()) : [];
    expect(fields).toEqual(expect.arrayContaining([...identityFields]));
    const reveal = mutations.find(({ name }) => name === 'revealIdentity');
    expect(reveal?.args.map(({ name }) => name)).toEqual(['input']);
  });
});
