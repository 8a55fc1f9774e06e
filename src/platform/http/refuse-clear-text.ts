import { isIP } from 'node:net';
import { BadInput } from '../../kernel/errors.js';
import type { Config } from '../config.js';

/**
 * Sessions and answers would travel in clear text from a host that others reach, unless HTTPS ends in front of it.
 * @throws BadInput.
 */
export function refuseClearText({ host, baseUrl }: Pick<Config, 'host' | 'baseUrl'>): void {
  if (isLoopback(host) || baseUrl?.startsWith('https:')) return;
  const problem = `${host} can be reached from other machines. Put a proxy with HTTPS in front and its address into VIGIL_BASE_URL (https://...), or leave VIGIL_HOST out`;
  throw new BadInput([{ field: 'VIGIL_HOST', problem }]);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
