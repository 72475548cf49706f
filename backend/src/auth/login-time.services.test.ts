import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpUnderTest, startHttp } from '../testing/start-http.js';

const PAIRS = 300;
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

describe('signing in', () => {
  it('takes as long with an unknown address as with a wrong password', async () => {
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
    expect(Math.abs(ratio - 1)).toBeLessThan(TOLERANCE);
  }, 120_000);
});
