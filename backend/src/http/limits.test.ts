import type { Channel, Message } from '@chatwatch/client';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type HttpTestOptions, type HttpUnderTest, SERVICE_TOKEN, startHttp } from '../testing/start-http.js';

let http: HttpUnderTest | undefined;

afterEach(() => http?.close());

const start = async (env: Record<string, string>, options: HttpTestOptions = {}): Promise<HttpUnderTest> =>
  (http = await startHttp({ ...options, env }));

const PASSWORD = 'password of ann';

interface SignIn {
  readonly email?: string;
  readonly password?: string;
  readonly from?: string;
}

const signIn = async ({ call }: HttpUnderTest, { email = 'ann@example.org', password = 'wrong', from }: SignIn = {}) =>
  call('POST', '/api/auth/login', {
    body: { email, password },
    headers: from === undefined ? {} : { 'x-forwarded-for': from },
  });

const statuses = async (count: number, request: () => Promise<{ status: number }>): Promise<number[]> => {
  const answers: number[] = [];
  while (answers.length < count) answers.push((await request()).status);
  return answers;
};

describe('a request over its limit', () => {
  it('is told how long to wait, and counts for its user alone', async () => {
    const { call, register } = await start({ RATE_LIMIT_TICKETS: '2/60' });
    const [ann, bob] = [await register('ann'), await register('bob')];
    const ask = (token: string) => call('POST', '/api/auth/tickets', { token });
    expect(await statuses(2, () => ask(ann.token))).toEqual([201, 201]);
    const refused = await ask(ann.token);
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited', status: 429 } });
    expect(refused.headers.get('content-type')).toMatch('application/problem+json');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect((await ask(bob.token)).status).toBe(201);
    expect(await statuses(3, () => ask(SERVICE_TOKEN))).toEqual([201, 201, 201]);
  });

  it('of sends and of edits is counted apart', async () => {
    const { call, register } = await start({ RATE_LIMIT_SENDS: '2/60', RATE_LIMIT_EDITS: '3/60' });
    const { token } = await register('ann');
    const { body: channel } = await call('POST', '/api/channels', { token, body: { name: 'a', type: 'public' } });
    const messages = `/api/channels/${(channel as Channel).id}/messages`;
    let sent = 0;
    const send = () => call('POST', messages, { token, body: { clientId: `c${++sent}`, content: 'x' } });
    const { seq } = (await send()).body as Message;
    expect(await statuses(2, send)).toEqual([201, 429]);
    const edit = () => call('PATCH', `${messages}/${seq}`, { token, body: { content: 'y' } });
    expect(await statuses(2, edit)).toEqual([200, 200]);
    expect((await call('DELETE', `${messages}/${seq}`, { token })).status).toBe(204);
    expect((await call('DELETE', `${messages}/${seq}`, { token })).status).toBe(429);
    expect((await call('GET', messages, { token })).status).toBe(200);
  });

  it('of searches and of uploads is counted for its user', async () => {
    const { call, register, url } = await start({ RATE_LIMIT_SEARCHES: '1/60', RATE_LIMIT_UPLOADS: '1/60' });
    const { token } = await register('ann');
    expect(await statuses(2, () => call('GET', '/api/users/search?q=ann', { token }))).toEqual([200, 429]);
    const upload = () => {
      const body = new FormData();
      body.set('file', new Blob(['Meet at noon.']), 'note.txt');
      return fetch(`${url}/api/files`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body });
    };
    expect(await statuses(2, upload)).toEqual([201, 429]);
  });

  it('without a user counts for its address', async () => {
    const { call } = await start({ RATE_LIMIT_REGISTRATIONS: '2/60', RATE_LIMIT_SIGN_INS: '1/60' });
    let made = 0;
    const register = () =>
      call('POST', '/api/auth/register', {
        body: { name: 'A', email: `a${++made}@a.example`, password: 'long enough' },
      });
    expect(await statuses(3, register)).toEqual([201, 201, 429]);
    const login = () => call('POST', '/api/auth/login', { body: { email: 'a1@a.example', password: 'long enough' } });
    expect(await statuses(2, login)).toEqual([200, 429]);
  });

  it('is met all the same where limits are off', async () => {
    const { call, register } = await start({ RATE_LIMIT_TICKETS: '1/60', RATE_LIMITS: 'off' });
    const { token } = await register('ann');
    const ask = () => call('POST', '/api/auth/tickets', { token });
    expect(await statuses(3, ask)).toEqual([201, 201, 201]);
  });
});

describe('failed sign-ins', () => {
  it('are taken five times on an account from an address, then refused, right ones as well', async () => {
    const under = await start({});
    await under.register('ann');
    await under.register('bob');
    expect(await statuses(6, () => signIn(under))).toEqual([401, 401, 401, 401, 401, 429]);
    expect((await signIn(under, { password: PASSWORD })).status).toBe(429);
    expect((await signIn(under, { email: ' ANN@example.org' })).status).toBe(429);
    expect((await signIn(under, { email: 'bob@example.org', password: 'password of bob' })).status).toBe(200);
  });

  it('are refused alike for an account that does not exist', async () => {
    const under = await start({});
    const attempt = () => signIn(under, { email: 'nobody@example.org' });
    expect(await statuses(6, attempt)).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('are forgotten by a right one', async () => {
    const under = await start({});
    await under.register('ann');
    expect(await statuses(4, () => signIn(under))).toEqual([401, 401, 401, 401]);
    expect((await signIn(under, { password: PASSWORD })).status).toBe(200);
    expect(await statuses(6, () => signIn(under))).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('are no more guesses a hundred at once, and hold up no reading', async () => {
    const under = await start({});
    const { token } = await under.register('ann');
    const attempts = Array.from({ length: 100 }, () => signIn(under));
    expect((await under.call('GET', '/api/channels', { token })).status).toBe(200);
    const answers = (await Promise.all(attempts)).map(({ status }) => status);
    expect(answers.filter((status) => status === 401)).toHaveLength(5);
    expect(answers.filter((status) => status === 429)).toHaveLength(95);
  });
});

describe('the address that counts', () => {
  const fiveFrom = (under: HttpUnderTest, from: string) => statuses(5, () => signIn(under, { from }));

  it('is the connection’s own where no proxy is trusted, whatever it says', async () => {
    const under = await start({});
    await fiveFrom(under, '192.0.2.1');
    expect((await signIn(under, { from: '192.0.2.2' })).status).toBe(429);
  });

  it('is the one that a trusted proxy reports', async () => {
    const under = await start({ TRUST_PROXY: 'loopback' });
    await fiveFrom(under, '192.0.2.1');
    expect((await signIn(under, { from: '192.0.2.1' })).status).toBe(429);
    expect((await signIn(under, { from: '192.0.2.2' })).status).toBe(401);
  });

  it('is the last one that is not a trusted proxy, so that a caller cannot make his own up', async () => {
    const under = await start({ TRUST_PROXY: 'loopback,198.51.100.0/24' });
    await fiveFrom(under, '192.0.2.1, 198.51.100.7');
    expect((await signIn(under, { from: '203.0.113.9, 192.0.2.1, 198.51.100.8' })).status).toBe(429);
    expect((await signIn(under, { from: '192.0.2.1, 203.0.113.9' })).status).toBe(401);
  });

  it('is the connection’s own where the proxy in front is not the trusted one', async () => {
    const under = await start({ TRUST_PROXY: '198.51.100.0/24' });
    await fiveFrom(under, '192.0.2.1');
    expect((await signIn(under, { from: '192.0.2.2' })).status).toBe(429);
  });

  it('is the /56 of IPv6', async () => {
    const under = await start({ TRUST_PROXY: 'loopback' });
    await fiveFrom(under, '2001:db8:0:100::1');
    expect((await signIn(under, { from: '2001:db8:0:1ff::2' })).status).toBe(429);
    expect((await signIn(under, { from: '2001:db8:0:200::1' })).status).toBe(401);
  });
});
