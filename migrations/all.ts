import { AccountsAndReference1760000000001 } from './1760000000001-accounts-and-reference.js';
import { CasesAndProceedings1760000000002 } from './1760000000002-cases-and-proceedings.js';
import { Walls1760000000003 } from './1760000000003-walls.js';
import { TheRecord1760000000004 } from './1760000000004-the-record.js';
import { AuditLog1760000000005 } from './1760000000005-audit-log.js';
import { IdentityVault1760000000006 } from './1760000000006-identity-vault.js';
import { SecondFactor1760000000007 } from './1760000000007-second-factor.js';
import { BackupReadsAll1760000000008 } from './1760000000008-backup-reads-all.js';
import { Retention1760000000009 } from './1760000000009-retention.js';

/** Every migration, in order. */
export const migrations = [
  AccountsAndReference1760000000001,
  CasesAndProceedings1760000000002,
  Walls1760000000003,
  TheRecord1760000000004,
  AuditLog1760000000005,
  IdentityVault1760000000006,
  SecondFactor1760000000007,
  BackupReadsAll1760000000008,
  Retention1760000000009,
] as const;
