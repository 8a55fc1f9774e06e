import { parseCookie } from 'cookie';

/** Where a cookie is set: the answer of Express. */
interface CookieResponse {
  cookie(name: string, value: string, options: object): unknown;
  clearCookie(name: string, options: object): unknown;
}

/** Half a year. */
const DEVICE_MILLISECONDS = 180 * 86_400_000;

/**
 * The session's cookie. Over HTTPS it has the `__Host-` prefix and is Secure; without HTTPS, which the server accepts on
 * the loopback address alone, browsers would not send such a one.
 */
export class SessionCookie {
  private readonly name: string;
  private readonly deviceName: string;
  private readonly options: object;

  constructor(secure: boolean) {
    this.name = secure ? '__Host-sid' : 'sid';
    this.deviceName = secure ? '__Host-device' : 'device';
    this.options = { httpOnly: true, secure, sameSite: 'strict', path: '/' };
  }

  set(response: CookieResponse, token: string): void {
    response.cookie(this.name, token, this.options);
  }

  clear(response: CookieResponse): void {
    response.clearCookie(this.name, this.options);
  }

  /** The token in a request's Cookie header. */
  read(header: string | undefined): string | null {
    return parseCookie(header ?? '')[this.name] ?? null;
  }

  /** By which a browser is known in which somebody has signed in before. It outlives the session. */
  setDevice(response: CookieResponse, device: string): void {
    response.cookie(this.deviceName, device, { ...this.options, maxAge: DEVICE_MILLISECONDS });
  }

  readDevice(header: string | undefined): string | null {
    return parseCookie(header ?? '')[this.deviceName] ?? null;
  }
}
