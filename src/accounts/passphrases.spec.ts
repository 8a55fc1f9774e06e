import { describe, expect, it } from '@jest/globals';
import { Busy } from '../kernel/errors.js';
import { Passphrases } from './passphrases.js';

describe('passphrases', () => {
  it('are compared two at a time with a short queue behind; whoever comes then is told that it is busy', async () => {
    const passphrases = new Passphrases();
    await passphrases.matches('begin', null);
    const attempts = Array.from({ length: 14 }, () => passphrases.matches('a lamp above the harbour', null));
    const outcomes = await Promise.allSettled(attempts);
    const refused = outcomes.filter((one) => one.status === 'rejected').map(({ reason }) => reason as unknown);
    expect(refused).toHaveLength(4);
    expect(refused.every((reason) => reason instanceof Busy)).toBe(true);
    expect(await passphrases.matches('again', null)).toBe(false);
  });

  it('match whatever way their letters are composed', async () => {
    const passphrases = new Passphrases();
    const kept = await passphrases.hashNew('në mëngjes me zë të ulët');
    expect(await passphrases.matches('në mëngjes me zë të ulët'.normalize('NFD'), kept)).toBe(true);
    expect(await passphrases.matches('ne mengjes me ze te ulet', kept)).toBe(false);
    expect(kept).toContain('$argon2id$v=19$m=65536,t=3,p=1$');
  });
});
