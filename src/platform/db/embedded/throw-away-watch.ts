import { spawn } from 'node:child_process';
import { type Socket } from 'node:net';
import { type DataFolder } from './data-folder.js';
import { PLAIN_ENVIRONMENT } from './postgres-failure.js';

/**
 * `read` returns when a line comes (all is cleared away already) or when the pipe closes, because this process is
 * gone, however it went.
 */
const SCRIPT = `
read -r _ && exit 0
if pid=$(head -n 1 "$1/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid"; then
  for _ in $(seq 100); do [ -e "$1/postmaster.pid" ] && sleep 0.1; done
fi
rm -rf "$2" "$3"
`;

/**
 * Sees to it that a throw-away server and its folders do not outlive this process, even one that is killed: a small
 * shell process waits for that. Call the returned function when they are cleared away.
 */
export function clearAwayAfterUs(folder: DataFolder, socketFolder: string): () => void {
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'vigil-watch', folder.cluster, folder.path, socketFolder], {
    cwd: '/',
    detached: true,
    env: PLAIN_ENVIRONMENT,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  (child.stdin as Socket).unref();
  child.stdin.on('error', () => undefined);
  return () => child.stdin.end('cleared\n');
}
