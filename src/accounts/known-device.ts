import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { KeyRing } from '../platform/crypto/key-ring.js';

const SHAPE = /^([0-9a-f]{32})([0-9a-f]{64})$/;

/**
 * A browser in which somebody has signed in before. Whoever guesses elsewhere does not slow its owner down. It proves
 * nothing else: a random number, and a keyed hash that ties it to the name.
 */
@Injectable()
export class KnownDevice {
  constructor(private readonly keys: KeyRing) {}

  /** A new one for this name, to be kept in a cookie. */
  issue(name: string): string {
    const number = randomBytes(16).toString('hex');
    return number + this.hashOf(number, name).toString('hex');
  }

  /** Which device it is, when it was issued for this name; else null. */
  recognised(device: string | null, name: string): string | null {
    const [, number, hash] = SHAPE.exec(device ?? '') ?? [];
    if (!number || !hash) return null;
    return timingSafeEqual(Buffer.from(hash, 'hex'), this.hashOf(number, name)) ? number : null;
  }

  private hashOf(number: string, name: string): Buffer {
    return this.keys.digest('known device', `${number} ${name}`);
  }
}
