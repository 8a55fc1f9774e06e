import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { day, trialFacts } from '../../../test/support/arbitrary-trial-facts.js';
import { aReading, oralEvidence } from '../../../test/support/trial-facts.js';
import { addDays } from '../../kernel/calendar-date.js';
import { counterbalances } from '../../witnesses/domain/witness.js';
import { assessTrial } from './assess-trial.js';
import {
  type Assessment,
  type FairTrialRisk,
  testimonyClasses,
  trialFlags,
  type WitnessAssessment,
  witnessFlags,
} from './assessment.js';
import { explain } from './explanation-texts.js';
import { reasonTexts } from './reasons.js';
import type { TrialFacts, WitnessFacts } from './trial-facts.js';

const runs = { numRuns: 500 };
const secured: readonly string[] = ['HEARD_LIVE', 'HEARD_PROTECTED', 'DEPOSITION_CONFRONTED'];

/** A property of any story on any day. */
function always(property: (facts: TrialFacts, asOf: string) => void): void {
  fc.assert(
    fc.property(trialFacts, day, (facts, asOf) => {
      property(facts, asOf);
    }),
    runs,
  );
}

function withFirst(facts: TrialFacts, change: (witness: WitnessFacts) => WitnessFacts): TrialFacts {
  return { ...facts, witnesses: facts.witnesses.map((witness, index) => (index === 0 ? change(witness) : witness)) };
}

function firstResult(facts: TrialFacts, asOf: string): WitnessAssessment {
  const result = assessTrial(facts, asOf).witnesses.V1;
  if (!result) throw new Error('The first witness is not in the result.');
  return result;
}

/** The result without its explanation, which may name records in another order. */
function decided({ witnesses, trial }: Assessment) {
  return JSON.stringify([
    Object.entries(witnesses).map(([code, result]) => [code, { ...result, explanation: null }]),
    { ...trial, explanation: null },
  ]);
}

describe('any story on any day', () => {
  it('gives every witness in scope exactly one class, decided by a rule that the explanation names first', () => {
    always((facts, asOf) => {
      const { witnesses } = assessTrial(facts, asOf);
      expect(Object.keys(witnesses)).toEqual(facts.witnesses.map(({ code }) => code));
      for (const result of Object.values(witnesses)) {
        expect(testimonyClasses).toContain(result.class);
        expect(result.explanation[0]?.code).toMatch(/^RULE_\d\d_/);
        expect(result.explanation.filter(({ code }) => code.startsWith('RULE_'))).toHaveLength(1);
      }
    });
  });

  it('is explained in full sentences with every parameter in place', () => {
    always((facts, asOf) => {
      const { witnesses, trial } = assessTrial(facts, asOf);
      const explanations = [trial.explanation, ...Object.values(witnesses).map(({ explanation }) => explanation)];
      for (const reason of explanations.flat()) {
        expect(reasonTexts).toHaveProperty(reason.code);
        expect(explain(reason)).toMatch(/^[A-Z][^{}]+\.$/);
        expect(Object.values(reason.parameters)).not.toContain('');
      }
      expect(explanations.every(({ length }) => length > 0)).toBe(true);
    });
  });

  it('has flags that are sorted and unique, each with its sentence in the explanation', () => {
    always((facts, asOf) => {
      const { witnesses, trial } = assessTrial(facts, asOf);
      for (const { flags, explanation } of [trial, ...Object.values(witnesses)]) {
        expect(flags).toEqual([...new Set<string>(flags)].toSorted());
        const explained = explanation.map(({ code }) => code).filter((code) => code.startsWith('FLAG_'));
        expect(explained).toEqual(flags.map((flag) => `FLAG_${flag}`));
      }
    });
  });

  it('carries cause, basis and triage exactly where they mean something', () => {
    always((facts, asOf) => {
      for (const result of Object.values(assessTrial(facts, asOf).witnesses)) {
        const open = ['AT_RISK', 'PENDING', 'RECOVERABLE'].includes(result.class);
        expect(result.cause === null).toBe([...secured, 'AT_RISK', 'PENDING'].includes(result.class));
        expect(result.basis !== null).toBe(['STATEMENT_READ', 'RECOVERABLE'].includes(result.class));
        expect(result.fairTrialRisk !== null).toBe(result.class === 'STATEMENT_READ');
        if (result.lostToRepatriation !== 'NO') expect(['LOST', 'STATEMENT_READ']).toContain(result.class);
        if (secured.includes(result.class)) expect(result.final).toBe(true);
        if (open) expect(result.final).toBe(false);
        expect(
          result.flags.filter((flag) => flag === 'NOT_SUMMONED' || flag === 'NO_HEARING_BEFORE_DEPARTURE').length,
        ).toBeLessThan(2);
      }
    });
  });

  it('takes the headline from the witnesses, and flags only what one of them shows', () => {
    always((facts, asOf) => {
      const { witnesses, trial } = assessTrial(facts, asOf);
      const results = Object.values(witnesses);
      expect(results.map((result): string => result.class)).toContain(trial.headline);
      expect(trial.flags.includes('TESTIMONY_LOST_TO_REPATRIATION')).toBe(
        results.some((result) => result.class === 'LOST' && result.lostToRepatriation === 'YES'),
      );
    });
  });
});

describe('the result does not change', () => {
  it('with the order in which facts are listed', () => {
    always((facts, asOf) => {
      const turned: TrialFacts = {
        ...facts,
        hearings: facts.hearings.toReversed(),
        witnesses: facts.witnesses.map((witness) => ({
          ...witness,
          statements: witness.statements.toReversed(),
          plans: witness.plans.toReversed(),
          departures: witness.departures.toReversed(),
          returns: witness.returns.toReversed(),
          recovery: witness.recovery.toReversed(),
          testimony: witness.testimony.toReversed(),
          counterbalance: witness.counterbalance.toReversed(),
        })),
      };
      expect(decided(assessTrial(turned, asOf))).toBe(decided(assessTrial(facts, asOf)));
    });
  });

  it('with facts that were recorded after the as-of day', () => {
    fc.assert(
      fc.property(trialFacts, trialFacts, day, (facts, later, asOf) => {
        const recordedOn = addDays(asOf, 1);
        const source = later.witnesses[0];
        const after = <T>(list: readonly T[] = []) => list.map((fact) => ({ ...fact, recordedOn }));
        const grown = withFirst(facts, (witness) => ({
          ...witness,
          plans: [...witness.plans, ...after(source?.plans)],
          departures: [...witness.departures, ...after(source?.departures)],
          returns: [...witness.returns, ...after(source?.returns)],
          statements: [...witness.statements, ...after(source?.statements)],
          recovery: [...witness.recovery, ...after(source?.recovery)],
          testimony: [...witness.testimony, ...after(source?.testimony)],
          deportationOrders: [...witness.deportationOrders, ...after(source?.deportationOrders)],
        }));
        expect(assessTrial(grown, asOf)).toEqual(assessTrial(facts, asOf));
      }),
      runs,
    );
  });

  it('with testimony of an earlier cycle', () => {
    always((facts, asOf) => {
      const without = withFirst(facts, (witness) => ({
        ...witness,
        testimony: witness.testimony.filter(({ cycle }) => cycle === 2),
      }));
      expect(assessTrial(without, asOf)).toEqual(assessTrial(facts, asOf));
    });
  });
});

describe('an excluded event', () => {
  it('never moves a witness into rules 1 to 4, and can only take a statement from the file', () => {
    always((facts, asOf) => {
      const excluded = [
        aReading(asOf, { cycle: 2, admitted: false }),
        aReading(asOf, { cycle: 2, objection: 'SUSTAINED', statement: 'T2' }),
        oralEvidence(asOf, { cycle: 2, admitted: false }),
      ];
      const before = firstResult(facts, asOf);
      const after = firstResult(
        withFirst(facts, (witness) => ({ ...witness, testimony: [...witness.testimony, ...excluded] })),
        asOf,
      );
      const changed = before.class === after.class ? [] : [before.class, after.class];
      expect([[], ['RECOVERABLE', 'LOST']]).toContainEqual(changed);
    });
  });
});

describe('testimony before the court', () => {
  it('stays heard whatever departure follows', () => {
    always((facts, asOf) => {
      const heard = withFirst(facts, (witness) => ({
        ...witness,
        testimony: [...witness.testimony, oralEvidence('2001-05-01', { cycle: 2 })],
      }));
      const result = firstResult(heard, asOf);
      expect(result).toMatchObject({ class: 'HEARD_LIVE', final: true, cause: null, lostToRepatriation: 'NO' });
    });
  });

  it('never gets worse by a further reading of the same statements', () => {
    always((facts, asOf) => {
      const before = firstResult(facts, asOf);
      fc.pre(secured.includes(before.class));
      const after = firstResult(
        withFirst(facts, (witness) => ({
          ...witness,
          testimony: [...witness.testimony, aReading(asOf, { cycle: 2, statement: null })],
        })),
        asOf,
      );
      expect(after.class).toBe(before.class);
    });
  });
});

describe('the fair-trial triage', () => {
  const rank: readonly (FairTrialRisk | null)[] = [null, 'LOW', 'ELEVATED', 'HIGH'];
  const risk = (facts: TrialFacts, asOf: string) => rank.indexOf(firstResult(facts, asOf).fairTrialRisk);

  it('never falls when a safeguard or the good reason is taken away', () => {
    fc.assert(
      fc.property(trialFacts, day, fc.constantFrom(...counterbalances), (facts, asOf, taken) => {
        const read = withFirst(facts, (witness) => ({
          ...witness,
          testimony: [aReading(asOf, { cycle: 2, statement: null })],
        }));
        const before = risk(read, asOf);
        const withoutSafeguard = withFirst(read, (witness) => ({
          ...witness,
          counterbalance: witness.counterbalance.filter((factor) => factor !== taken),
        }));
        expect(before).toBeGreaterThan(0);
        expect(risk(withoutSafeguard, asOf)).toBeGreaterThanOrEqual(before);
        const withoutReason = withFirst(read, (witness) => ({ ...witness, goodReason: false }));
        expect(risk(withoutReason, asOf)).toBeGreaterThanOrEqual(before);
      }),
      runs,
    );
  });
});

describe('the stories of these properties', () => {
  it('reach every class and every flag', () => {
    const seen = new Set<string>();
    for (const [facts, asOf] of fc.sample(fc.tuple(trialFacts, day), { numRuns: 8000, seed: 2001 })) {
      const { witnesses, trial } = assessTrial(facts, asOf);
      for (const { class: found, flags } of Object.values(witnesses))
        [found, ...flags].forEach((name) => seen.add(name));
      trial.flags.forEach((flag) => seen.add(flag));
    }
    expect([...testimonyClasses, ...witnessFlags, ...trialFlags].filter((name) => !seen.has(name))).toEqual([]);
  });
});
