import type { Accused } from '../../cases/domain/accused.js';
import type { Charge } from '../../cases/domain/charge.js';
import type { Cycle, EvidenceClosing, Termination } from '../../cases/domain/cycle.js';
import type { TraffickingCase } from '../../cases/domain/trafficking-case.js';
import type { Hearing } from '../../hearings/domain/hearing.js';
import type { Summons } from '../../hearings/domain/summons.js';
import type { Indictment } from '../../indictments/domain/indictment.js';
import type { Judgment } from '../../judgments/domain/judgment.js';
import type { Assignment } from '../../legal-aid/domain/legal-aid.js';
import type { RecoveryStep } from '../../witnesses/domain/recovery-step.js';
import type { DeportationOrder, Movement, PlannedReturn, ShelterStay } from '../../witnesses/domain/return.js';
import type { Statement } from '../../witnesses/domain/statement.js';
import type { Testimony } from '../../witnesses/domain/testimony.js';
import type { Witness } from '../../witnesses/domain/witness.js';

/** The records of one case, whole, in order of entry; those withdrawn as entered in error are not among them. */
export interface CaseContent {
  readonly case: TraffickingCase;
  readonly accused: readonly Accused[];
  readonly charge: readonly Charge[];
  readonly cycle: readonly Cycle[];
  readonly evidenceClosing: readonly EvidenceClosing[];
  readonly termination: readonly Termination[];
  readonly indictment: readonly Indictment[];
  readonly judgment: readonly Judgment[];
  readonly hearing: readonly Hearing[];
  readonly summons: readonly Summons[];
  readonly witness: readonly Witness[];
  /** By the witness's id; they count withdrawn records too, so that they never shift. */
  readonly witnessPseudonyms: ReadonlyMap<string, string>;
  readonly statement: readonly Statement[];
  readonly shelterStay: readonly ShelterStay[];
  readonly plannedReturn: readonly PlannedReturn[];
  readonly movement: readonly Movement[];
  readonly deportationOrder: readonly DeportationOrder[];
  readonly recoveryStep: readonly RecoveryStep[];
  readonly testimony: readonly Testimony[];
  readonly assignment: readonly Assignment[];
}

/** What a witness is called in place of her code: it never shifts. */
export function pseudonymOf({ witness, witnessPseudonyms }: CaseContent): (code: string) => string {
  const names = new Map(witness.map(({ id, code }) => [code, witnessPseudonyms.get(id) ?? code]));
  return (code) => names.get(code) ?? code;
}
