import { parseOptions } from '@node-rs/argon2';
import { describe, expect, it } from '@jest/globals';
import { DUMMY_HASH, Passwords } from './passwords.js';

const password = 'correct horse';

describe('Passwords', () => {
  it('knows the right password from a wrong one', async () => {
    const passwords = new Passwords({ maxWaiting: 8 });
    const hash = await passwords.hash(password);
    expect(await passwords.verify(hash, password)).toBe(true);
    expect(await passwords.verify(hash, `${password} `)).toBe(false);
  });

  it('hashes with argon2id at 19 MiB and two passes, the stand-in for unknown accounts too', async () => {
    const hash = await new Passwords({ maxWaiting: 0 }).hash(password);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(parseOptions(DUMMY_HASH)).toEqual(parseOptions(hash));
  });

  it('says no to any password where there is no account', async () => {
    expect(await new Passwords({ maxWaiting: 0 }).verify(undefined, password)).toBe(false);
  });

  it('runs two, lets as many wait as it may, refuses one more and goes on afterwards', async () => {
    const passwords = new Passwords({ maxWaiting: 2 });
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => passwords.hash(password)));
    expect(results.map((result) => result.status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
    ]);
    expect(results[4]).toMatchObject({ reason: { code: 'rate_limited', retryAfterSeconds: 1 } });
    await expect(passwords.hash(password)).resolves.toBeDefined();
  });

  it('gives its place back when a hash cannot be read', async () => {
    const passwords = new Passwords({ maxWaiting: 0 });
    for (let round = 0; round < 3; round += 1) {
      await expect(passwords.verify('not a hash', password)).rejects.toThrow();
    }
    await expect(passwords.hash(password)).resolves.toBeDefined();
  });
});
