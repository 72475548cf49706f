import { SignJWT } from 'jose';
import { describe, expect, it } from '@jest/globals';
import { Tokens } from './tokens.js';

const jwtSecret = 'a secret of at least thirty-two bytes';
const key = new TextEncoder().encode(jwtSecret);
const START = Date.UTC(2026, 0, 1);

const claims = { iss: 'chatwatch', aud: 'chatwatch:user', sub: 'ann', exp: START / 1000 + 60 };

const sign = (payload: Record<string, unknown>, algorithm = 'HS256'): Promise<string> =>
  new SignJWT(payload).setProtectedHeader({ alg: algorithm }).sign(key);

const without = (claim: keyof typeof claims): Record<string, unknown> =>
  Object.fromEntries(Object.entries(claims).filter(([name]) => name !== claim));

describe('Tokens', () => {
  it('verifies what it issued, up to its last second and no longer', async () => {
    let now = START;
    const tokens = new Tokens({ jwtSecret, ttlSeconds: 60, now: () => now });
    const token = await tokens.issue('ann');
    now = START + 59_999;
    expect(await tokens.verify(token)).toEqual({ userId: 'ann', expiresAt: START + 60_000 });
    now = START + 60_000;
    await expect(tokens.verify(token)).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('takes a token with the claims that it checks for', async () => {
    const tokens = new Tokens({ jwtSecret, ttlSeconds: 60, now: () => START });
    expect(await tokens.verify(await sign(claims))).toMatchObject({ userId: 'ann' });
  });

  it.each<[string, () => string | Promise<string>]>([
    ['another algorithm of the same key', () => sign(claims, 'HS512')],
    ['no signature', () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`],
    ['no expiry', () => sign(without('exp'))],
    ['no subject', () => sign(without('sub'))],
    ['no issuer', () => sign(without('iss'))],
    ['no audience', () => sign(without('aud'))],
    ['another issuer', () => sign({ ...claims, iss: 'elsewhere' })],
    ['another kind', () => sign({ ...claims, aud: 'chatwatch:ticket' })],
    ['another secret', () => new Tokens({ jwtSecret: 'x'.repeat(32), ttlSeconds: 60, now: () => START }).issue('ann')],
    ['no form of a token', () => 'garbage'],
    ['nothing in it', () => ''],
  ])('refuses a token with %s', async (_, make) => {
    const tokens = new Tokens({ jwtSecret, ttlSeconds: 60, now: () => START });
    await expect(tokens.verify(await make())).rejects.toMatchObject({ code: 'unauthorized' });
  });
});
