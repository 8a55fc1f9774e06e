import request from 'supertest';
import { totpCode } from '../../src/accounts/totp.js';
import type { TestApp } from './app.js';
import { asSuperuser } from './identities.js';

/** What GraphQL answered to a browser. */
export interface Shown {
  readonly data: Readonly<Record<string, never>> | null;
  readonly codes: readonly string[];
  readonly refusals: readonly string[];
  readonly text: string;
  /** The `Set-Cookie` headers. */
  readonly set: readonly string[];
}

/** Somebody whose only possession is a browser: it keeps the cookies that it is given. */
export class Browser {
  private readonly jar = new Map<string, string>();

  /** @param headers that it sends with every request. */
  constructor(
    private readonly app: TestApp,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  async asks(query: string, variables: object = {}): Promise<Shown> {
    const { text, headers } = await request(this.app.nest.getHttpServer())
      .post('/graphql')
      .set(this.headers)
      .set('Cookie', this.cookie)
      .send({ query, variables });
    const set = (headers['set-cookie'] ?? []) as unknown as readonly string[];
    for (const one of set) this.keep(one);
    const { data = null, errors = [] } = JSON.parse(text) as {
      data?: Shown['data'];
      errors?: readonly { readonly extensions: { readonly code: string; readonly refusal?: string } }[];
    };
    const refusals = errors.flatMap(({ extensions: { refusal } }) => refusal ?? []);
    return { data, codes: errors.map(({ extensions }) => extensions.code), refusals, text, set };
  }

  /** The Cookie header. */
  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** The same cookies in another browser, as a thief has them. */
  copy(): Browser {
    const other = new Browser(this.app, this.headers);
    for (const [name, value] of this.jar) other.jar.set(name, value);
    return other;
  }

  signsIn(email: string, passphrase: string, code = ''): Promise<Shown> {
    return this.asks('mutation ($input: SignInInput!) { signIn(input: $input) }', {
      input: { email, passphrase, code },
    });
  }

  redeems(token: string, passphrase: string): Promise<Shown> {
    return this.asks('mutation ($input: RedeemLinkInput!) { redeemLink(input: $input) }', {
      input: { token, passphrase },
    });
  }

  stepsUp(code: string): Promise<Shown> {
    return this.asks('mutation ($input: CodeInput!) { stepUp(input: $input) }', { input: { code } });
  }

  /** Takes a second factor with the code of this moment. */
  async enrols(): Promise<{ readonly secret: string; readonly recoveryCodes: readonly string[] }> {
    const begun = await this.asks('mutation { beginSecondFactor { secret url } }');
    const { secret } = (begun.data as unknown as { beginSecondFactor: { secret: string } }).beginSecondFactor;
    const confirmed = await this.confirms(await totpCode(secret, Date.now()));
    const { codes } = (confirmed.data as unknown as { confirmSecondFactor: { codes: string[] } }).confirmSecondFactor;
    return { secret, recoveryCodes: codes };
  }

  confirms(code: string): Promise<Shown> {
    return this.asks('mutation ($input: CodeInput!) { confirmSecondFactor(input: $input) { codes } }', {
      input: { code },
    });
  }

  private keep(header: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
    if (name && value) this.jar.set(name, value);
    else if (name) this.jar.delete(name);
  }
}

/** The code of this moment, as if none had been used in it: a story does not wait for the next one. */
export async function codeOf(app: TestApp, accountId: string, secret: string): Promise<string> {
  await asSuperuser(app, 'UPDATE sec.second_factor SET last_step = NULL WHERE account_id = $1', [accountId]);
  return totpCode(secret, Date.now());
}
