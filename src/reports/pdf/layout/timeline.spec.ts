import { describe, expect, it } from '@jest/globals';
import { evenMetrics } from '../../../../test/support/even-metrics.js';
import { englishPhrases } from '../../domain/phrases.js';
import type { Timeline, TimelineLane } from '../../domain/report-document.js';
import type { Mark } from './marks.js';
import { paginate } from './paginate.js';
import { timelineBoxes } from './timeline.js';

const setting = { metrics: evenMetrics, words: englishPhrases.furniture };

function lane(title: string, known: Partial<TimelineLane> = {}): TimelineLane {
  return { title, note: '', tone: 'plain', spans: [], events: [], ...known };
}

function timeline(known: Partial<Timeline>): Timeline {
  return {
    kind: 'timeline',
    caption: 'Over time',
    description: '',
    from: '2001-03-01',
    to: '2001-04-30',
    months: [
      { date: '2001-03-01', text: 'Mar 2001' },
      { date: '2001-04-01', text: 'Apr 2001' },
    ],
    court: lane('Court'),
    witnesses: [],
    legend: [],
    ...known,
  };
}

const marksOf = (figure: Timeline): readonly Mark[] => paginate(timelineBoxes(figure, setting)).flat();
const hatches = (marks: readonly Mark[]): readonly Extract<Mark, { kind: 'hatch' }>[] =>
  marks.flatMap((mark) => (mark.kind === 'hatch' ? [mark] : []));

describe('a timeline', () => {
  it('hatches a gap as long as its days on the axis', () => {
    const gap = (from: string, to: string): TimelineLane =>
      lane('V1', { spans: [{ kind: 'gap', from, to, text: 'gap' }] });
    const [short, long] = hatches(
      marksOf(timeline({ witnesses: [gap('2001-03-10', '2001-03-20'), gap('2001-03-10', '2001-04-09')] })),
    );
    expect(short?.x).toBe(long?.x);
    expect((long?.width ?? 0) / (short?.width ?? 1)).toBeCloseTo(3, 2);
  });

  it('ends each gap under the hearing that ended it', () => {
    const court = lane('Court', { events: [{ symbol: 'hearing', date: '2001-04-08', text: 'H1' }] });
    const gone = lane('V1', { spans: [{ kind: 'gap', from: '2001-03-10', to: '2001-04-08', text: '29 days' }] });
    const marks = marksOf(timeline({ court, witnesses: [gone] }));
    const [hatch] = hatches(marks);
    const end = (hatch?.x ?? 0) + (hatch?.width ?? 0);
    const square = marks.find((mark) => mark.kind === 'rectangle' && mark.width === 7.2);
    expect(square?.kind === 'rectangle' && square.x + 3.6).toBeCloseTo(end, 2);
    const dashes = marks.flatMap((mark) => (mark.kind === 'line' && mark.dash ? [mark.from[0]] : []));
    expect(dashes.length).toBeGreaterThan(0);
    for (const x of dashes) expect(x).toBeCloseTo(end, 2);
  });

  it('stays whole with few witnesses, and with many goes on under its court on the next page', () => {
    const witnesses = (count: number): readonly TimelineLane[] =>
      Array.from({ length: count }, (_, index) => lane(`V${String(index + 1)}`));
    const pages = (count: number): number =>
      paginate(timelineBoxes(timeline({ witnesses: witnesses(count) }), setting)).length;
    expect(pages(4)).toBe(1);
    const long = paginate(timelineBoxes(timeline({ witnesses: witnesses(30) }), setting));
    expect(long.length).toBe(2);
    expect(long.every((marks) => marks.some((mark) => mark.kind === 'text' && mark.text === 'Court'))).toBe(true);
  });
});
