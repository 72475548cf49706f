import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpUnderTest, SERVICE_TOKEN, startHttp } from '../../testing/start-http.js';
import { sessionSchema } from '../resources.js';

let http: HttpUnderTest;
beforeAll(async () => {
  http = await startHttp();
});
afterAll(() => http.close());

const ann = { name: 'Ann', email: 'Ann@Example.org', password: 'correct horse' };

describe('registering and signing in', () => {
  it('makes an account whose token and password both work', async () => {
    const made = await http.call('POST', '/api/auth/register', { body: { ...ann, name: '  Ann ' } });
    expect(made.status).toBe(201);
    const { user, token } = sessionSchema.parse(made.body);
    expect(user).toEqual({
      id: expect.any(String),
      name: 'Ann',
      email: 'ann@example.org',
      avatarUrl: null,
      status: 'offline',
      lastSeenAt: null,
    });

    const again = await http.call('POST', '/api/auth/login', { body: { ...ann, email: ' ANN@example.org' } });
    expect(again).toMatchObject({ status: 200, body: { user } });

    for (const bearer of [token, sessionSchema.parse(again.body).token]) {
      expect(await http.call('GET', '/api/users/me', { token: bearer })).toMatchObject({ status: 200, body: user });
    }
  });

  it('refuses an address that is taken, in whatever case', async () => {
    await http.register('bob');
    const { status, body } = await http.call('POST', '/api/auth/register', {
      body: { ...ann, email: 'BOB@example.org' },
    });
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'conflict' });
  });

  it('answers an unknown address and a wrong password alike', async () => {
    await http.register('carol');
    const headers = { 'x-request-id': 'same' };
    const answers = await Promise.all(
      ['carol@example.org', 'nobody@example.org'].map((email) =>
        http.call('POST', '/api/auth/login', { headers, body: { email, password: 'not the one' } }),
      ),
    );
    expect(answers[0]?.status).toBe(401);
    expect(answers[0]?.body).toEqual(answers[1]?.body);
  });

  it('refuses a disabled account that gives the right password, and its token', async () => {
    const { user } = await http.register('dan');
    const stored = await http.store.users.findById(user.id);
    if (!stored) throw new Error('dan is not stored');
    const email = 'disabled@example.org';
    await http.store.users.create({ ...stored, id: 'disabled', email, isDisabled: true });
    const { status, body } = await http.call('POST', '/api/auth/login', {
      body: { email, password: 'password of dan' },
    });
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'forbidden' });
  });

  it('gives no account to the service token', async () => {
    expect(await http.call('GET', '/api/users/me', { token: SERVICE_TOKEN })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
  });
});

describe('a registration', () => {
  const email80 = `${'x'.repeat(64)}@${'y'.repeat(189)}`;

  it.each([
    ['name', 'x'.repeat(80)],
    ['name', 'Zoë 👩‍👩‍👧'],
    ['email', email80],
    ['password', 'x'.repeat(8)],
    ['password', 'x'.repeat(128)],
  ])('with the %s %p is taken', async (field, value) => {
    const body = { ...ann, email: `${Math.random()}@example.org`, [field]: value };
    expect((await http.call('POST', '/api/auth/register', { body })).status).toBe(201);
  });

  it.each([
    ['name', ''],
    ['name', '   '],
    ['name', 'x'.repeat(81)],
    ['name', 'a\nb'],
    ['name', 'a\u0000b'],
    ['name', 'a\u2028b'],
    ['name', 'a\ud800'],
    ['name', { $ne: null }],
    ['name', ['a']],
    ['name', null],
    ['name', undefined],
    ['email', 'nobody'],
    ['email', 'a@b@c'],
    ['email', 'a b@example.org'],
    ['email', `x${email80}`],
    ['email', 'a\ud800@example.org'],
    ['password', 'x'.repeat(7)],
    ['password', 'x'.repeat(129)],
    ['password', 'password\udc00'],
    ['password', 12345678],
  ])('with the %s %p is refused', async (field, value) => {
    const { status, body } = await http.call('POST', '/api/auth/register', { body: { ...ann, [field]: value } });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'bad_request', errors: [{ path: field }] });
  });

  it('leaves out what it does not know', async () => {
    const body = { ...ann, email: 'erin@example.org', role: 'admin', isDisabled: true };
    const { status } = await http.call('POST', '/api/auth/register', { body });
    expect(status).toBe(201);
    expect(await http.store.users.findByEmail('erin@example.org')).toMatchObject({ role: 'user', isDisabled: false });
  });
});

describe('too many at once', () => {
  it('are told to come back, and those who wait are served', async () => {
    const narrow = await startHttp({ env: { PASSWORD_QUEUE: '1' } });
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        narrow.call('POST', '/api/auth/login', { body: { ...ann, email: `${index}@example.org` } }),
      ),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 401).length + refused.length).toBe(6);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
    expect(refused[0]?.body).toMatchObject({ code: 'rate_limited' });
    await narrow.close();
  });
});
