import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { totpCode } from '../../src/accounts/totp.js';

/** Settings of a command, as environment variables. */
export type Settings = Readonly<Record<string, string>>;

/** How a command ended, and what it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Running {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  readonly ended: Promise<Ended>;
  /** The first line of standard output that matches. Rejects when the command ends before. */
  line(pattern: RegExp): Promise<RegExpExecArray>;
}

/** The service in a process of its own, so that a test may kill it. */
export interface ServiceProcess {
  readonly child: ChildProcess;
  readonly address: string;
  /** Everything that it has said on standard output. */
  readonly lines: readonly string[];
  /** The token for the first administrator, where it is told within a second. */
  firstAdministratorToken(): Promise<string>;
  /** Sends the signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ended>;
  /** Somebody who may have signed in: a session of its own. */
  client(): HttpClient;
}

export interface HttpClient {
  /** @throws when there is no answer. */
  asks(query: string, variables?: object): Promise<HttpAnswer>;
}

export interface HttpAnswer {
  readonly data: Readonly<Record<string, never>> | null;
  readonly codes: readonly string[];
  readonly refusals: readonly string[];
}

/** Sets the passphrase behind a one-time link, and signs in. */
export const REDEEM_LINK = `mutation ($input: RedeemLinkInput!) { redeemLink(input: $input) }`;

/** Takes a second factor, in a session that was just opened. @returns recovery codes, each good for one sign-in. */
export async function enrolSecondFactor(client: HttpClient): Promise<readonly string[]> {
  const begun = await client.asks('mutation { beginSecondFactor { secret } }');
  const { secret } = begun.data?.beginSecondFactor as unknown as { readonly secret: string };
  const input = { code: await totpCode(secret, Date.now()) };
  const { data } = await client.asks('mutation ($input: CodeInput!) { confirmSecondFactor(input: $input) { codes } }', {
    input,
  });
  return (data?.confirmSecondFactor as unknown as { readonly codes: readonly string[] }).codes;
}

const running = new Map<ChildProcess, Promise<Ended>>();

/** Ends whatever a failed test left running, and the database with it. */
export async function endAllServices(): Promise<void> {
  for (const child of running.keys()) child.kill('SIGTERM');
  await Promise.all(running.values());
}

/** Runs a command of the built program to its end. */
export function runCommand(name: string, settings: Settings, ...given: readonly string[]): Promise<Ended> {
  return run(name, settings, given).ended;
}

/** Runs `start` until it serves. @throws with what it said when it ends before. */
export async function startService(settings: Settings): Promise<ServiceProcess> {
  const { child, lines, ended, line } = run('start', { VIGIL_PORT: '0', ...settings });
  const [, address = ''] = await line(/^Vigil serves at (http:.*)\/graphql$/);
  return {
    child,
    address,
    lines,
    firstAdministratorToken: async () => (await line(/^ {2}([0-9a-f]{64})$/))[1] ?? '',
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
    client: () => httpClient(address),
  };
}

function run(name: string, settings: Settings, given: readonly string[] = []): Running {
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
  const child = spawn(process.execPath, ['dist/src/command-line.js', name, ...given], {
    env: { PATH, HOME, TMPDIR, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const reading = createInterface(child.stdout).on('line', (line) => lines.push(line));
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(([code, signal]: unknown[]): Ended => {
    running.delete(child);
    return {
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
      stdout: lines.join('\n'),
      stderr,
    };
  });
  running.set(child, ended);
  const line = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const [found] = lines.map((said) => pattern.exec(said)).filter((match) => match !== null);
      if (found) return found;
      const end = await Promise.race([once(reading, 'line').then(() => null), ended]);
      if (end) throw new Error(`The service ended early. ${end.stdout}\n${end.stderr}`);
    }
  };
  return { child, lines, ended, line };
}

function httpClient(address: string): HttpClient {
  let cookie = '';
  return {
    asks: async (query, variables = {}) => {
      const answer = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Cookie: cookie },
        body: JSON.stringify({ query, variables }),
      });
      cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
      const { data = null, errors = [] } = (await answer.json()) as {
        data?: HttpAnswer['data'];
        errors?: { extensions: { code: string; refusal?: string } }[];
      };
      return {
        data,
        codes: errors.map(({ extensions }) => extensions.code),
        refusals: errors.flatMap(({ extensions }) => extensions.refusal ?? []),
      };
    },
  };
}
