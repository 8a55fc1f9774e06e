import { Bug } from '../kernel/errors.js';

/** A client of the API as any script is: signs in, asks, downloads. */
export class ApiClient {
  private constructor(
    private readonly address: string,
    private cookie: string,
  ) {}

  static async signIn(
    address: string,
    who: { readonly email: string; readonly passphrase: string } | undefined,
  ): Promise<ApiClient> {
    if (!who) throw new Bug('nobody to sign in');
    const { email, passphrase } = who;
    return ApiClient.opening(address, 'mutation ($input: SignInInput!) { signIn(input: $input) }', {
      email,
      passphrase,
    });
  }

  /** Uses a one-time link up, which opens a session. */
  static redeem(address: string, input: object): Promise<ApiClient> {
    return ApiClient.opening(address, 'mutation ($input: RedeemLinkInput!) { redeemLink(input: $input) }', input);
  }

  /** @throws when the answer holds an error. */
  async ask<Data>(query: string, variables: object = {}): Promise<Data> {
    const { data, cookie } = await post(this.address, this.cookie, { query, variables });
    this.cookie = cookie;
    return data as Data;
  }

  async download(path: string): Promise<Uint8Array> {
    const response = await fetch(`${this.address}${path}`, { headers: { cookie: this.cookie } });
    if (!response.ok) throw new Error(`${path} answered ${String(response.status)}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  private static async opening(address: string, query: string, input: object): Promise<ApiClient> {
    const { cookie } = await post(address, '', { query, variables: { input } });
    return new ApiClient(address, cookie);
  }
}

async function post(
  address: string,
  cookie: string,
  body: object,
): Promise<{ readonly data: unknown; readonly cookie: string }> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await response.json()) as {
    data?: unknown;
    errors?: readonly { readonly message: string }[];
  };
  if (errors) throw new Error(errors.map(({ message }) => message).join(' '));
  const set = response.headers.getSetCookie()[0];
  return { data, cookie: set?.split(';')[0] ?? cookie };
}
