import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpUnderTest, startHttp } from '../testing/start-http.js';

const PAIRS = 300;
/** A difference that is there shows in every round; one that a busy machine makes is gone in the next. */
const ROUNDS = 3;
/** What the medians may differ by. */
const TOLERANCE = 0.05;

let http: HttpUnderTest;

beforeAll(async () => {
  http = await startHttp({ env: { RATE_LIMITS: 'off' } });
  await http.register('ann');
});

afterAll(() => http.close());

const timeOf = async (email: string): Promise<number> => {
  const startedAt = performance.now();
  const { status } = await http.call('POST', '/api/auth/login', { body: { email, password: 'not the one' } });
  expect(status).toBe(401);
  return performance.now() - startedAt;
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Median time with an unknown address, as a part of that with a wrong password. */
const ratioOfARound = async (): Promise<number> => {
  const unknown: number[] = [];
  const wrong: number[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const measureUnknown = async () => unknown.push(await timeOf(`nobody${pair}@example.org`));
    const measureWrong = async () => wrong.push(await timeOf('ann@example.org'));
    // In turns, so that neither always comes after the other.
    for (const measure of pair % 2 === 0 ? [measureUnknown, measureWrong] : [measureWrong, measureUnknown]) {
      await measure();
    }
  }
  const ratio = median(unknown) / median(wrong);
  process.stdout.write(
    `${PAIRS} pairs: unknown ${median(unknown).toFixed(2)} ms, wrong ${median(wrong).toFixed(2)} ms, ratio ${ratio.toFixed(3)}\n`,
  );
  return ratio;
};

describe('signing in', () => {
  it('takes as long with an unknown address as with a wrong password', async () => {
    let ratio = await ratioOfARound();
    for (let round = 1; round < ROUNDS && Math.abs(ratio - 1) >= TOLERANCE; round++) ratio = await ratioOfARound();
    expect(Math.abs(ratio - 1)).toBeLessThan(TOLERANCE);
  }, 240_000);
});
