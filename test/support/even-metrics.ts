import type { FontMetrics } from '../../src/reports/pdf/layout/typography.js';

/** A font all of whose characters are half as wide as it is high, so that widths can be told by counting. */
export const evenMetrics: FontMetrics = { width: (text, { size }) => text.length * size * 0.5 };
