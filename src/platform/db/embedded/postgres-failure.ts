import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** Nothing of ours is passed on to PostgreSQL, and its messages come in English. */
export const PLAIN_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' };

/** Names the failure that PostgreSQL's last lines tell of, and quotes them. */
export function explainFailure(what: string, output: string): EmbeddedPostgresError {
  const lastLines = output.trim().split('\n').slice(-8).join('\n');
  const said = `${what}. It said:\n${lastLines}\n`;
  if (/No space left on device|Disk quota exceeded/.test(output)) {
    return new EmbeddedPostgresError('disk-full', said, 'Free some space on that disk, then start again.');
  }
  if (/Permission denied|wrong ownership|could not access directory/.test(output)) {
    return new EmbeddedPostgresError(
      'wrong-owner',
      said,
      'Let the account that PostgreSQL runs as own the data folder and enter every folder above it.',
    );
  }
  return new EmbeddedPostgresError('not-starting', said, 'Run npm run doctor: it names what is wrong.');
}

/** The system's refusal of a file or folder, said so that a person can act on it; anything else as it came. */
export function explainSystemError(error: unknown): unknown {
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new EmbeddedPostgresError(
      'disk-full',
      `The disk is full: ${message}.`,
      'Free some space, then start again.',
    );
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new EmbeddedPostgresError(
      'wrong-owner',
      `This account may not use ${path ?? 'the data folder'}: ${message}.`,
      'Start Vigil as the account that made the data folder, or let this account own it (chown -R).',
    );
  }
  return error;
}
