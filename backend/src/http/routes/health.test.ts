import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpUnderTest, startHttp } from '../../testing/start-http.js';

let http: HttpUnderTest;
let isDraining = false;
let health: () => Promise<{ isWritable: boolean; reason?: string }>;

beforeAll(async () => {
  http = await startHttp({
    health: { store: { health: () => health() }, isDraining: () => isDraining, timeoutMs: 10 },
  });
});
afterAll(() => http.close());

const probe = async (path: string): Promise<unknown> => {
  const { status, body } = await http.call('GET', path);
  return { status, body };
};

describe('/readyz', () => {
  it.each([
    {
      when: 'all is well',
      store: () => Promise.resolve({ isWritable: true }),
      draining: false,
      answer: { status: 200, body: { status: 'ok', checks: { store: { ok: true }, draining: false } } },
    },
    {
      when: 'the store takes no writes',
      store: () => Promise.resolve({ isWritable: false, reason: 'disk full' }),
      draining: false,
      answer: {
        status: 503,
        body: { status: 'unavailable', checks: { store: { ok: false, reason: 'disk full' }, draining: false } },
      },
    },
    {
      when: 'the store is silent',
      store: () => new Promise<never>(() => undefined),
      draining: false,
      answer: {
        status: 503,
        body: {
          status: 'unavailable',
          checks: { store: { ok: false, reason: 'the store does not answer' }, draining: false },
        },
      },
    },
    {
      when: 'the server is shutting down',
      store: () => Promise.resolve({ isWritable: true }),
      draining: true,
      answer: { status: 503, body: { status: 'unavailable', checks: { store: { ok: true }, draining: true } } },
    },
  ])('answers $answer.status when $when', async ({ store, draining, answer }) => {
    health = store;
    isDraining = draining;
    expect(await probe('/readyz')).toEqual(answer);
    expect(await probe('/livez')).toEqual({ status: 200, body: { status: 'ok' } });
  });
});
