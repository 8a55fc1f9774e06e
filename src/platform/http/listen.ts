import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';

/** The service cannot listen where it is told to. */
class CannotListen extends Error {
  override readonly name = 'CannotListen';

  constructor(
    message: string,
    readonly cure: string,
  ) {
    super(message);
  }
}

/** @returns the port, also where 0 took a free one. @throws CannotListen. */
export async function listen(nest: NestExpressApplication, host: string, port: number): Promise<number> {
  try {
    await nest.listen(port, host);
  } catch (error) {
    throw explained(error as NodeJS.ErrnoException, host, port);
  }
  return portOf(nest) ?? port;
}

/** The port on which the service listens; null before it does. */
export function portOf(nest: NestExpressApplication): number | null {
  return (nest.getHttpServer().address() as AddressInfo | null)?.port ?? null;
}

function explained(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new CannotListen(
        `Another program listens on port ${String(port)} of ${host}.`,
        'Stop that program, or set VIGIL_PORT to another port (0 takes a free one).',
      );
    case 'EACCES':
      return new CannotListen(
        `This account may not listen on port ${String(port)}.`,
        'Set VIGIL_PORT to one above 1023.',
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new CannotListen(`This machine has no address ${host}.`, 'Correct VIGIL_HOST, or leave it out.');
    default:
      return error;
  }
}
