import type { Timeline, TimelineEvent, TimelineLane, TimelineSpan } from '../../domain/report-document.js';
import { daysBetween } from '../../../kernel/calendar-date.js';
import type { Box } from './box.js';
import { breakLines, drawLines } from './lines.js';
import { line, type Mark } from './marks.js';
import { placeLabels } from './place-labels.js';
import type { Setting } from './setting.js';
import { captionBox } from './table.js';
import { gapMarks, symbolMarks } from './timeline-symbols.js';
import { coloured, colours, type FontMetrics, page, styles, textWidth, toneColours } from './typography.js';

const LABELS = 106;
/** So that a symbol on the first or last day stays within the column. */
const INSET = 8;
const AXIS_HEIGHT = 16;
const LANE_HEIGHT = 40;
const LANE_MIDDLE = 18;
const LABEL_ROW = 9;
/** With more witnesses than these the figure may break over pages, its axis and court drawn again. */
const MOST_KEPT_WHOLE = 4;

const plot = { left: page.left + LABELS, right: page.left + textWidth } as const;

/** The axis with the court's lane, a lane for each witness, and what the symbols mean. */
export function timelineBoxes(timeline: Timeline, setting: Setting): readonly Box[] {
  const { metrics } = setting;
  const caption = captionBox(`Figure ${timeline.number ?? ''}`, timeline.caption, setting);
  const head = courtBox(timeline, metrics);
  const legend = legendBox(timeline, metrics);
  const whole = timeline.witnesses.length <= MOST_KEPT_WHOLE;
  const lanes = timeline.witnesses.map((_, index): Box => {
    const kept = whole || index === 0 || index >= timeline.witnesses.length - 2;
    return { ...laneBox(timeline, index, metrics), keepWithNext: kept, repeat: [head] };
  });
  return [{ ...caption, floats: whole }, head, ...lanes, legend];
}

function scaleOf(timeline: Timeline): (day: string) => number {
  const length = Math.max(1, daysBetween(timeline.from, timeline.to));
  const width = plot.right - plot.left - 2 * INSET;
  return (day) => round(plot.left + INSET + (daysBetween(timeline.from, day) / length) * width);
}

function courtBox(timeline: Timeline, metrics: FontMetrics): Box {
  const at = scaleOf(timeline);
  const labels = placeLabels(
    timeline.court.events.map(({ date, text }) => ({
      text,
      middle: at(date),
      width: metrics.width(text, styles.eventLabel),
    })),
    plot,
  );
  const raised = labels.some(({ row }) => row > 0) ? LABEL_ROW : 0;
  const height = AXIS_HEIGHT + LANE_HEIGHT + raised;
  return {
    height,
    keepWithNext: true,
    draw: (top) => {
      const middle = top + AXIS_HEIGHT + raised + LANE_MIDDLE;
      return [
        ...monthMarks(timeline, at, top, metrics),
        ...gridMarks(timeline, at, top + AXIS_HEIGHT - 2, top + height),
        ...titleMarks(timeline.court, middle, metrics),
        line([plot.left, middle], [plot.right, middle], colours.sky, 1),
        ...gapEnds(timeline.witnesses, at).map((x) => dashed(x, middle, top + height)),
        ...eventMarks(timeline.court.events, at, middle),
        ...labels.map(({ text, x, row }): Mark => ({
          kind: 'text',
          x,
          y: middle - 8 - row * LABEL_ROW,
          text,
          style: coloured(styles.eventLabel, colours.blue),
        })),
      ];
    },
  };
}

function laneBox(timeline: Timeline, index: number, metrics: FontMetrics): Box {
  const at = scaleOf(timeline);
  const lane = timeline.witnesses[index];
  if (!lane) return { height: 0, draw: () => [] };
  const ends = gapEnds(timeline.witnesses.slice(index), at);
  const later = gapEnds(timeline.witnesses.slice(index + 1), at);
  return {
    height: LANE_HEIGHT,
    draw: (top) => {
      const middle = top + LANE_MIDDLE;
      const bottom = top + LANE_HEIGHT;
      return [
        line([page.left, top], [plot.right, top], colours.rule),
        ...gridMarks(timeline, at, top, bottom),
        ...ends.map((x) => dashed(x, top, later.includes(x) ? bottom : middle)),
        ...titleMarks(lane, middle, metrics),
        ...lane.spans.flatMap((span) => spanMarks(span, at, middle, metrics)),
        ...eventMarks(lane.events, at, middle),
        ...eventLabels(lane.events, at, middle + 15, metrics),
      ];
    },
  };
}

function legendBox({ legend }: Timeline, metrics: FontMetrics): Box {
  const entries: { symbol: (typeof legend)[number]['symbol']; text: string; x: number; row: number }[] = [];
  let x = page.left;
  let row = 0;
  for (const { symbol, text } of legend) {
    const mark = symbol === 'gap' ? 28 : 16;
    const width = mark + metrics.width(text, styles.laneNote) + 14;
    if (x + width > page.left + textWidth) {
      x = page.left;
      row += 1;
    }
    entries.push({ symbol, text, x, row });
    x += width;
  }
  return {
    height: 14 * (row + 1) + 4,
    before: 4,
    after: 10,
    draw: (top) => [
      line([page.left, top], [plot.right, top], colours.rule),
      ...entries.flatMap((entry) => {
        const middle = top + 12 + entry.row * 14;
        const gap = entry.symbol === 'gap';
        return [
          ...(entry.symbol === 'gap' ? gapMarks(entry.x, middle, 22) : symbolMarks(entry.symbol, entry.x + 6, middle)),
          {
            kind: 'text',
            x: entry.x + (gap ? 28 : 16),
            y: middle + 2.8,
            text: entry.text,
            style: styles.laneNote,
          } as const,
        ];
      }),
    ],
  };
}

function monthMarks(
  timeline: Timeline,
  at: (day: string) => number,
  top: number,
  metrics: FontMetrics,
): readonly Mark[] {
  let free = plot.left;
  return timeline.months.flatMap(({ date, text }): readonly Mark[] => {
    const x = at(date) + 3;
    const width = metrics.width(text, styles.eventLabel);
    if (x < free || x + width > plot.right) return [];
    free = x + width + 6;
    return [{ kind: 'text', x, y: top + 9, text, style: styles.eventLabel }];
  });
}

function gridMarks({ months }: Timeline, at: (day: string) => number, top: number, bottom: number): readonly Mark[] {
  return months.map(({ date }) => line([at(date), top], [at(date), bottom], colours.rule, 0.4));
}

function titleMarks({ title, note, tone }: TimelineLane, middle: number, metrics: FontMetrics): readonly Mark[] {
  const width = LABELS - 8;
  const notes = breakLines(
    note,
    coloured(styles.laneNote, tone === 'plain' ? colours.grey : toneColours[tone]),
    width,
    metrics,
  );
  return [
    ...drawLines(breakLines(title, styles.laneTitle, width, metrics), page.left, middle - 13),
    ...drawLines(notes, page.left, middle - 1),
  ];
}

function spanMarks(
  span: TimelineSpan,
  at: (day: string) => number,
  middle: number,
  metrics: FontMetrics,
): readonly Mark[] {
  const [left, right] = [at(span.from), at(span.to)];
  switch (span.kind) {
    case 'present':
      return [line([left, middle], [right, middle], colours.navy, 2.4)];
    case 'uncertain':
      return [
        { kind: 'line', from: [left, middle], to: [right, middle], stroke: colours.navy, lineWidth: 2.4, dash: 3 },
      ];
    case 'gap': {
      const style = coloured({ ...styles.eventLabel, face: 'sans-semibold' }, colours.red);
      const width = metrics.width(span.text, style);
      const x = clamp((left + right) / 2 - width / 2, plot.left, plot.right - width);
      return [...gapMarks(left, middle, right - left), { kind: 'text', x, y: middle - 8, text: span.text, style }];
    }
  }
}

function eventMarks(events: readonly TimelineEvent[], at: (day: string) => number, middle: number): readonly Mark[] {
  return events.flatMap(({ symbol, date }) => symbolMarks(symbol, at(date), middle));
}

function eventLabels(
  events: readonly TimelineEvent[],
  at: (day: string) => number,
  baseline: number,
  metrics: FontMetrics,
): readonly Mark[] {
  const style = coloured(styles.eventLabel, colours.red);
  const labels = events
    .filter(({ text }) => text)
    .map(({ date, text }) => ({ text, middle: at(date), width: metrics.width(text, style) }));
  return placeLabels(labels, plot)
    .filter(({ row }) => row === 0)
    .map(({ text, x }) => ({ kind: 'text', x, y: baseline, text, style }));
}

function gapEnds(lanes: readonly TimelineLane[], at: (day: string) => number): readonly number[] {
  return lanes.flatMap(({ spans }) => spans.filter(({ kind }) => kind === 'gap').map(({ to }) => at(to)));
}

function dashed(x: number, top: number, bottom: number): Mark {
  return { kind: 'line', from: [x, top], to: [x, bottom], stroke: colours.red, lineWidth: 0.7, dash: 2 };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
