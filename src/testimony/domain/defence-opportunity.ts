import { type DefenceOpportunity, defenceOpportunities } from '../../witnesses/domain/statement.js';

/**
 * The weakest opportunity among the accused still on trial: the right to examine belongs to each, so that one left
 * without it makes the record unconfronted (`domain.md` 5.2). `general` stands for those who are not named.
 */
export function weakestOpportunity(
  general: DefenceOpportunity,
  byAccused: ReadonlyMap<string, DefenceOpportunity>,
  accused: readonly string[],
): DefenceOpportunity {
  if (accused.length === 0 || byAccused.size === 0) return general;
  const each = new Set(accused.map((code) => byAccused.get(code) ?? general));
  return defenceOpportunities.find((opportunity) => each.has(opportunity)) ?? general;
}
