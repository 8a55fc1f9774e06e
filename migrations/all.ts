import { AccountsAndReference1760000000001 } from './1760000000001-accounts-and-reference.js';
import { CasesAndProceedings1760000000002 } from './1760000000002-cases-and-proceedings.js';
import { Walls1760000000003 } from './1760000000003-walls.js';
import { TheRecord1760000000004 } from './1760000000004-the-record.js';

/** Every migration, in order. */
export const migrations = [
  AccountsAndReference1760000000001,
  CasesAndProceedings1760000000002,
  Walls1760000000003,
  TheRecord1760000000004,
] as const;
