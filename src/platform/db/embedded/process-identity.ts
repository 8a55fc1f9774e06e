import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const onLinux = process.platform === 'linux';

/** Whether a process runs under this id. A zombie, dead but not yet collected by its parent, does not. */
export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !isZombie(pid);
}

/** Dead, and not collected: without an init process in a container that may stay so. */
export function isZombie(pid: number): boolean {
  return onLinux && statOf(pid)?.state === 'Z';
}

/**
 * A text that tells a process from a later one under the same id: ids are used again, above all after a reboot or in
 * a container, where they are small. Null when no such process runs.
 */
export function startOf(pid: number): string | null {
  if (!isAlive(pid)) return null;
  if (!onLinux) return ps(pid, 'lstart=');
  const boot = readText('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
  const stat = statOf(pid);
  return stat && `${boot}/${stat.startTicks}`;
}

/** The command line of a process, or null when none runs under this id. */
export function commandOf(pid: number): string | null {
  if (!isAlive(pid)) return null;
  return onLinux ? (readText(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? null) : ps(pid, 'command=');
}

/** proc(5): the command name stands in brackets and may hold anything, so fields are counted after the last bracket. */
function statOf(pid: number): { state: string; startTicks: string } | null {
  const text = readText(`/proc/${pid}/stat`);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', startTicks: fields[19] ?? '' };
}

function ps(pid: number, column: string): string | null {
  const { stdout } = spawnSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' });
  return stdout?.trim() || null;
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
