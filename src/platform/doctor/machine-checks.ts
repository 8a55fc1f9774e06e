import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { readKeyFile } from '../crypto/key-file.js';
import { ballastPath } from '../db/ballast.js';
import { type Check, ok, type Outcome, problem, warning } from './check.js';

const MEGABYTE = 1_000_000;
const TOO_LITTLE_MB = 256;
const LITTLE_MB = 1_024;
const ANSWER_MILLISECONDS = 2_000;

/** The port of the API, on loopback. `ours`: a Vigil that answers there can be the one of this installation. */
export function portCheck(port: number, ours: boolean): Check {
  return {
    name: 'port',
    run: async () => {
      const refusal = await tryListening(port);
      if (refusal === null) return ok(`Port ${port} is free.`);
      if (refusal === 'EADDRINUSE') {
        const vigil = await isVigil(port);
        if (vigil && ours) return ok(`Vigil is running and answers on port ${port}.`);
        return problem(
          `Another ${vigil ? 'Vigil' : 'program'} listens on port ${port}.`,
          `Stop that program, or set VIGIL_PORT to a free one.`,
        );
      }
      return problem(`This account may not listen on port ${port} (${refusal}).`, 'Set VIGIL_PORT to one above 1023.');
    },
  };
}

/** Room for the database, on the disk of the data folder. */
export function diskSpaceCheck(folder: string): Check {
  return {
    name: 'disk space',
    run: async () => {
      const { bavail, bsize } = await statfs(nearestExisting(folder));
      const ballast = ballastPath(folder);
      return judgeSpace(Math.floor((bavail * bsize) / MEGABYTE), folder, existsSync(ballast) ? ballast : null);
    },
  };
}

/** @param free megabytes @param ballast the file that holds room back, where it is still there */
export function judgeSpace(free: number, folder: string, ballast: string | null = null): Outcome {
  const what = `${free} MB are free on the disk of ${folder}.`;
  if (free < TOO_LITTLE_MB) {
    const cure = 'Free some space: PostgreSQL stops writing when the disk is full.';
    const first = `${cure} For room to work in, delete ${ballast ?? ''} first; a start with room makes it again.`;
    return problem(what, ballast ? first : cure);
  }
  if (free < LITTLE_MB) return warning(what, 'Free some space before it runs out.');
  return ok(what);
}

/** The key that opens the identity vault. `expected`: the database holds something sealed with it. */
export function keyFileCheck(file: string, expected: boolean): Check {
  return {
    name: 'vault key',
    run: async () => {
      const found = statSync(file, { throwIfNoEntry: false });
      if (!found && !expected) return ok('There is no identity vault yet, so no key is needed.');
      if (!found) {
        return problem(
          `The key of the identity vault is missing: ${file}. What is sealed with it cannot be read.`,
          'Put the key file back from the copy that its holders keep. Nothing else opens the vault.',
        );
      }
      if ((found.mode & 0o077) !== 0) {
        return problem(`Other accounts of this machine may read the key ${file}.`, `Close it: chmod 600 ${file}`);
      }
      await readKeyFile(file);
      return ok('The key of the identity vault is there, and closed to others.');
    },
  };
}

function nearestExisting(folder: string): string {
  return existsSync(folder) ? folder : nearestExisting(dirname(folder));
}

/** Null when the port is free, else the system's code for the refusal. */
function tryListening(port: number): Promise<string | null> {
  return new Promise((settle) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
    server.listen(port, '127.0.0.1', () => server.close(() => settle(null)));
  });
}

/** Asks the liveness page of whoever listens there. */
async function isVigil(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`, {
      signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
    });
    return ((await answer.json()) as { readonly status?: unknown }).status === 'alive';
  } catch {
    return false;
  }
}
