import { BadInput, type InputFault } from '../../kernel/errors.js';
import type { DocketReference } from '../../reference/domain/reference-pack.js';

/** Something to look at in a document, at its JSON path: `$.scenarios[3].witnesses[0].code`. */
export interface Remark {
  readonly path: string;
  readonly problem: string;
}

/** A step down the document: a field's name, or a place in a list. */
export type Step = string | number;

/** More are not reported: whoever mends a thousand sees the rest the next time. */
const MOST_FAULTS = 1000;
const LONGEST_STEP = 100;
const DEEPEST_PATH = 32;
const PLAIN_NAME = /^[A-Za-z_]\w*$/;

/** One pass over a document: where it stands, what it refuses and what it remarks. */
export class Reading {
  readonly findings: Remark[] = [];
  /** Of all faults, also those too many to be listed. */
  faultCount = 0;
  private readonly faults: InputFault[] = [];
  private readonly steps: Step[] = [];

  constructor(readonly reference: DocketReference) {}

  enter(step: Step): void {
    this.steps.push(step);
  }

  leave(): void {
    this.steps.pop();
  }

  /** Notes a fault here, or at the steps below; its value is never used, because a document with a fault is refused. */
  refuse(problem: string, ...below: readonly Step[]): never {
    this.faultCount += 1;
    if (this.faultCount <= MOST_FAULTS) this.faults.push({ field: this.pathTo(below), problem });
    return undefined as never;
  }

  /** Notes what looks odd and is accepted all the same. */
  remark(problem: string, ...below: readonly Step[]): void {
    this.findings.push({ path: this.pathTo(below), problem });
  }

  /** @throws BadInput with every fault, when there is one. */
  finish(): void {
    if (this.faultCount === 0) return;
    const unlisted = this.faultCount - this.faults.length;
    const rest = unlisted > 0 ? [{ field: '$', problem: `has ${String(unlisted)} more faults than are listed` }] : [];
    throw new BadInput([...this.faults, ...rest]);
  }

  private pathTo(below: readonly Step[]): string {
    return pathOf([...this.steps, ...below]);
  }
}

/** The JSON path of a place in a document; one that lies too deep to be read is cut short. */
export function pathOf(steps: readonly Step[]): string {
  const cut = steps.length > DEEPEST_PATH ? '…' : '';
  return `$${steps.slice(0, DEEPEST_PATH).map(inPath).join('')}${cut}`;
}

function inPath(step: Step): string {
  if (typeof step === 'number') return `[${String(step)}]`;
  if (PLAIN_NAME.test(step) && step.length <= LONGEST_STEP) return `.${step}`;
  return `[${quoted(step)}]`;
}

/** A text of the document in a message: short, and without control characters or halves of characters. */
export function quoted(text: string): string {
  const short = text.length > LONGEST_STEP ? `${text.slice(0, LONGEST_STEP)}…` : text;
  return JSON.stringify(short).replace(
    /[\p{Cc}\p{Cs}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
