import { createHash } from 'node:crypto';
import { canonicalJson } from './domain/canonical-json.js';
import type { ReportSnapshot } from './domain/report-snapshot.js';

/** SHA-256 of a snapshot's canonical form, in hex: what the register keeps and the footer begins. */
export function snapshotHash(snapshot: ReportSnapshot): string {
  return createHash('sha256').update(canonicalJson(snapshot)).digest('hex');
}
