import { generate, generateSecret, generateURI, verify } from 'otplib';

/** RFC 6238 with what every authenticator understands: SHA-1, six digits, steps of 30 seconds. */
const STEP_SECONDS = 30;
/** Clocks that differ by one step at most. */
const TOLERANCE_SECONDS = STEP_SECONDS;
const CODE = /^\d{6}$/;

/** 160 random bits in base 32. */
export function newTotpSecret(): string {
  return generateSecret();
}

/** What an authenticator reads, as a link or from a picture. */
export function totpUrl(secret: string, email: string): string {
  return generateURI({ issuer: 'Vigil', label: email, secret });
}

/** The step of which this is the code, around a moment in milliseconds; null when of none. */
export async function stepOfCode(secret: string, code: string, milliseconds: number): Promise<number | null> {
  // Something of the same shape is compared in any case.
  const token = CODE.test(code) ? code : '000000';
  const epoch = Math.floor(milliseconds / 1_000);
  const result = await verify({ secret, token, epoch, epochTolerance: TOLERANCE_SECONDS });
  if (!result.valid || token !== code) return null;
  return Math.floor(epoch / STEP_SECONDS) + result.delta;
}

/** The code at a moment in milliseconds, as an authenticator shows it. */
export function totpCode(secret: string, milliseconds: number): Promise<string> {
  return generate({ secret, epoch: Math.floor(milliseconds / 1_000) });
}
