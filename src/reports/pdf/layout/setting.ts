import type { FurnitureWords } from '../../domain/report-document.js';
import type { FontMetrics } from './typography.js';

/** What every block needs to become boxes. */
export interface Setting {
  readonly metrics: FontMetrics;
  readonly words: FurnitureWords;
}

export function filledIn(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
