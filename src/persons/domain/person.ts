/**
 * Someone whom Vigil protects, or an accused: one code, one (later: sealed) identity, nothing else.
 * The same person may be a witness in two cases and an accused in a third.
 */
export interface Person {
  readonly id: string;
  readonly region: string;
  readonly version: number;
  readonly code: string;
}
