import type { DocketWitness, Scenario } from './docket-format.js';
import { quoted, type Reading, type Step } from './reading.js';

/** Every code of a scenario is given once, and every code that is named exists (`domain.md` 5.11). */
export function checkCodes(scenario: Scenario, reading: Reading): void {
  const { defendants, hearings, witnesses } = scenario;
  const parties = [
    ...defendants.map((defendant, index) => ({ code: defendant.code, at: ['defendants', index, 'code'] })),
    ...witnesses.map((witness, index) => ({ code: witness.code, at: ['witnesses', index, 'code'] })),
  ];
  refuseRepeated(parties, reading);
  refuseRepeated(
    hearings.map(({ id }, index) => ({ code: id, at: ['hearings', index, 'id'] })),
    reading,
  );
  checkSummonses(scenario, reading);
  checkClients(scenario, reading);
  witnesses.forEach((witness, index) => {
    reading.enter('witnesses');
    reading.enter(index);
    checkWitness(witness, scenario, reading);
    reading.leave();
    reading.leave();
  });
}

/** Refuses each code that was given before, at its own place. */
export function refuseRepeated(
  given: readonly { readonly code: string; readonly at: readonly Step[] }[],
  reading: Reading,
): void {
  const seen = new Set<string>();
  for (const { code, at } of given) {
    if (seen.has(code)) reading.refuse(`${quoted(code)} is used before`, ...at);
    seen.add(code);
  }
}

function checkSummonses({ hearings, witnesses }: Scenario, reading: Reading): void {
  const known = new Set(witnesses.map(({ code }) => code));
  hearings.forEach(({ summoned }, index) => {
    summoned.forEach((code, place) => {
      if (!known.has(code)) reading.refuse(`${quoted(code)} is no witness here`, 'hearings', index, 'summoned', place);
    });
  });
}

function checkClients({ legalAid, witnesses, defendants }: Scenario, reading: Reading): void {
  const known = new Set([...witnesses, ...defendants].map(({ code }) => code));
  legalAid.forEach(({ client }, index) => {
    if (!known.has(client)) {
      reading.refuse(`${quoted(client)} is no witness or defendant here`, 'legalAid', index, 'client');
    }
  });
}

function checkWitness({ statements, testimony }: DocketWitness, scenario: Scenario, reading: Reading): void {
  refuseRepeated(
    statements.map(({ id }, index) => ({ code: id, at: ['statements', index, 'id'] })),
    reading,
  );
  const defendants = new Set(scenario.defendants.map(({ code }) => code));
  statements.forEach(({ opportunityByDefendant }, index) => {
    for (const code of opportunityByDefendant.keys()) {
      if (!defendants.has(code)) {
        reading.refuse('is no defendant here', 'statements', index, 'opportunityByDefendant', code);
      }
    }
  });
  const hearings = new Set(scenario.hearings.map(({ id }) => id));
  const known = new Set(statements.map(({ id }) => id));
  testimony.forEach(({ hearing, cycle, statementId }, index) => {
    if (cycle >= scenario.trial.cycle && !hearings.has(hearing)) {
      reading.refuse(`${quoted(hearing)} is no hearing here`, 'testimony', index, 'hearing');
    }
    if (statementId !== null && !known.has(statementId)) {
      reading.refuse(`${quoted(statementId)} is no statement of this witness`, 'testimony', index, 'statementId');
    }
  });
}
