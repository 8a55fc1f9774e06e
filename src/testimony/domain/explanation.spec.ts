import { describe, expect, it } from '@jest/globals';
import { assessedWitness } from '../../../test/support/assessed.js';
import {
  aDeparture,
  aReading,
  aRecovery,
  aRefusal,
  aReturn,
  aTrial,
  closedCycle,
  openCycle,
  oralEvidence,
} from '../../../test/support/trial-facts.js';
import { explain } from './explanation-texts.js';
import type { WitnessFacts } from './trial-facts.js';

const sentencesOf = (witness: Partial<WitnessFacts>, cycle = closedCycle('2001-05-20')): readonly string[] =>
  assessedWitness(aTrial({ witness, cycle })).explanation.map(explain);

const left = aDeparture('2001-04-02');

describe('the explanation of one who came back', () => {
  const sentences = sentencesOf({ departures: [left], returns: [aReturn('2001-05-01')] });

  it('says that she came back, and never that nothing shows that she had left', () => {
    expect(sentences).toContain('The witness came back on 1 May 2001.');
    expect(sentences).toContain('Nothing on record shows that the witness was away on 20 May 2001.');
    expect(sentences.join(' ')).not.toMatch(/nothing shows (a departure|that the witness had left)|whom nothing shows/);
  });
});

describe('the explanation of evidence given in person that the defence never tested', () => {
  const sentences = sentencesOf({
    testimony: [oralEvidence('2001-05-10', { completion: 'COMPLETED', defenceExamined: 'NO' })],
  });

  it('does not call it begun and not completed when it was completed', () => {
    expect(sentences.join(' ')).not.toMatch(/not completed|incomplete/);
    expect(sentences).toContain(
      'Cause: evidence was given in person and never tested by the defence, although nothing shows that the witness was away; that is not repatriation.',
    );
    expect(sentences).toContain('The evidence given in person is not complete, or the defence never tested it.');
  });
});

describe('the cause of one who left by own choice on a day that nobody can prove', () => {
  it('does not say that the departure came first', () => {
    const departures = [aDeparture('2001-05-01', { programme: 'SELF', precision: 'MONTH', recordedOn: '2001-05-31' })];
    expect(sentencesOf({ departures })).toContain('Cause: a departure by own choice; that is not repatriation.');
  });
});

describe('a reason that arose when she had left', () => {
  const declined =
    'On 10 May 2001 a further reason arose: the witness declined to give evidence. It does not count as the cause, because the witness had left by then or may have left.';
  const died =
    'On 10 May 2001 a further reason arose: the witness died. It does not count as the cause, because the witness had left by then or may have left.';
  const byVideo = aRefusal('2001-05-10', { mode: 'VIDEO_LINK' });
  const otherReason = { code: 'DECEASED', date: '2001-05-10', recordedOn: null } as const;

  it('is told with lost testimony, which it does not explain', () => {
    expect(sentencesOf({ departures: [left], testimony: [byVideo] })).toContain(declined);
    expect(sentencesOf({ departures: [left], otherReason })).toContain(died);
  });

  it('is told with a reading, where the departure came first', () => {
    expect(sentencesOf({ departures: [left], testimony: [byVideo, aReading('2001-05-15')] })).toContain(declined);
  });

  it('is told of an open trial too, with what a death leaves to use', () => {
    const sentences = sentencesOf({ departures: [left], otherReason }, openCycle());
    expect(sentences).toContain(died);
    expect(sentences).toContain('After the death of the witness only a record already on file can still be used.');
  });

  it('leaves no arrangement to be told as missing when a death ended it', () => {
    const sentences = sentencesOf({ departures: [left], otherReason, recovery: [aRecovery()] }, openCycle());
    expect(sentences).toContain('No confronted record that may be used is on file.');
    expect(sentences.join(' ')).not.toContain('No arrangement is running');
  });

  it('is not told of one who was present', () => {
    expect(sentencesOf({ otherReason }).join(' ')).not.toContain('further reason');
  });
});
