import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BulkResult, Session, User } from '@chatwatch/client';
import { newId } from '../../chat/ids.js';
import type { StoredUser } from '../../storage/store.js';
import { type HttpUnderTest, SERVICE_TOKEN, startHttp } from '../../testing/start-http.js';

let http: HttpUnderTest;
let ann: Session;
let admin: Session;

beforeAll(async () => {
  http = await startHttp();
  ann = await http.register('Ann-Marie');
  admin = await http.register('Root');
  await http.store.users.setRole(admin.user.id, 'admin');
});
afterAll(() => http.close());

const stored = async ({ user }: Session): Promise<StoredUser> => {
  const found = await http.store.users.findById(user.id);
  if (!found) throw new Error(`${user.name} is not stored`);
  return found;
};

/** Without a password to hash. */
const addUser = async (name: string, email = `${newId()}@example.org`): Promise<StoredUser> => {
  const user = { ...(await stored(ann)), id: newId(), name, email };
  await http.store.users.create(user);
  return user;
};

const search = (q: string, options: { token?: string; limit?: number | string } = {}) => {
  const query = new URLSearchParams({ q, ...(options.limit !== undefined && { limit: String(options.limit) }) });
  return http.call('GET', `/api/users/search?${query.toString()}`, { token: options.token ?? ann.token });
};
const found = async (...args: Parameters<typeof search>): Promise<User[]> => {
  const { status, body } = await search(...args);
  expect(status).toBe(200);
  return (body as { users: User[] }).users; // held to the route's schema by `call`
};
const names = async (...args: Parameters<typeof search>): Promise<string[]> =>
  (await found(...args)).map(({ name }) => name);

describe('searching users', () => {
  it('finds names by the beginnings of their words, best match first, and a new one at once', async () => {
    for (const name of ['Zoelle', 'Bo Zoe', 'Zoe']) await addUser(name);
    expect(await names('zoë')).toEqual(['Zoe', 'Bo Zoe', 'Zoelle']);
    expect(await names('marie ann')).toEqual(['Ann-Marie']);
  });

  it('knows at once who has registered, and whose account was disabled or enabled again', async () => {
    expect(await names('quentin')).toEqual([]);
    const { user } = await http.register('Quentin');
    expect(await names('quentin')).toEqual(['Quentin']);
    for (const [method, expected] of [
      ['PUT', []],
      ['DELETE', ['Quentin']],
    ] as const) {
      expect((await http.call(method, `/api/users/${user.id}/disabled`, { token: admin.token })).status).toBe(204);
      expect(await names('quentin')).toEqual(expected);
    }
  });

  it('shows e-mail addresses to their owner and to administrators alone', async () => {
    const bob = await addUser('Bob Ann-Marie');
    const emails = async (token: string) => (await found('marie', { token })).map(({ id, email }) => [id, email]);
    expect(await emails(ann.token)).toEqual([
      [ann.user.id, ann.user.email],
      [bob.id, undefined],
    ]);
    expect(await emails(admin.token)).toEqual([
      [ann.user.id, ann.user.email],
      [bob.id, bob.email],
    ]);
  });

  it('finds nobody by e-mail address, for an administrator neither', async () => {
    await addUser('X', 'hidden@secret.example');
    for (const q of ['hidden@secret.example', 'hidden', 'secret', 'email:hidden']) {
      expect(await names(q, { token: admin.token })).toEqual([]);
    }
  });

  it.each(['', ' ', '*', '"', 'NOT', 'a" OR "b', 'name:(', '\0', 'שלום', 'NEAR(', '{', '%', '\ufffd'])(
    'answers %j with a list',
    async (q) => {
      expect(Array.isArray(await found(q))).toBe(true);
    },
  );

  it.each([
    ['bytes that are no UTF-8', 'q=%FF%FE', 200],
    ['half a character', 'q=%ED%A0%80', 200],
    ['256 characters', `q=${'x'.repeat(256)}`, 200],
    ['257 characters', `q=${'x'.repeat(257)}`, 400],
    ['16 KiB', `q=${'x'.repeat(16_384)}`, 400],
    ['16 KiB of Hebrew', `q=${encodeURIComponent('ש'.repeat(8_192))}`, 400],
    ['nothing', '', 400],
    ['two texts', 'q=a&q=b', 400],
    ['an operator', 'q[$ne]=1', 400],
    ['a limit of none', 'q=a&limit=0', 400],
    ['a limit over 100', 'q=a&limit=101', 400],
    ['a limit that is no number', 'q=a&limit=x', 400],
  ])('answers a query of %s as it should', async (_what, query, status) => {
    const answer = await http.call('GET', `/api/users/search?${query}`, { token: ann.token });
    expect(answer.status).toBe(status);
  });

  it('gives at most as many as asked for, and twenty where nothing is said', async () => {
    const user = await stored(ann);
    const crowd = Array.from({ length: 30 }, (_, index) =>
      http.store.users.create({
        ...user,
        id: `crowd${index}`,
        name: `Crowd ${index}`,
        email: `${index}@crowd.example`,
      }),
    );
    await Promise.all(crowd);
    expect(await names('crowd')).toHaveLength(20);
    expect(await names('crowd', { limit: 100 })).toHaveLength(30);
    expect(await names('crowd', { limit: 1 })).toHaveLength(1);
  });

  it('is for users: not without a token, not for the service token', async () => {
    expect((await http.call('GET', '/api/users/search?q=a')).status).toBe(401);
    expect((await search('a', { token: SERVICE_TOKEN })).status).toBe(403);
  });
});

const patch = (token: string, updates: unknown) =>
  http.call('PATCH', '/api/users/statuses', { token, body: { updates } });
const set = async (token: string, updates: unknown): Promise<BulkResult> => {
  const { status, body } = await patch(token, updates);
  expect(status).toBe(200);
  return body as BulkResult; // held to the route's schema by `call`
};
const statusOf = async (session: Session) => (await stored(session)).status;

describe('setting statuses', () => {
  it('is for oneself, for administrators and for the service token', async () => {
    const bob = await http.register('bob');
    expect(await set(bob.token, [{ userId: bob.user.id, status: 'busy' }])).toEqual({ matched: 1, modified: 1 });
    expect(await statusOf(bob)).toBe('busy');
    await set(admin.token, [{ userId: bob.user.id, status: 'away' }]);
    expect(await statusOf(bob)).toBe('away');
    await set(SERVICE_TOKEN, [{ userId: bob.user.id, status: 'offline' }]);
    expect(await statusOf(bob)).toBe('offline');
  });

  it('sets nothing where one of them is somebody else', async () => {
    const carol = await http.register('carol');
    const { status, body } = await patch(carol.token, [
      { userId: carol.user.id, status: 'busy' },
      { userId: ann.user.id, status: 'busy' },
    ]);
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'forbidden' });
    expect(await statusOf(carol)).toBe('offline');
  });

  it('matches known ids, and takes the last of a repeated one', async () => {
    const dan = await http.register('dan');
    const updates = ['online', 'nobody', 'away'].map((status) => ({
      userId: status === 'nobody' ? 'nobody' : dan.user.id,
      status: status === 'nobody' ? 'busy' : status,
    }));
    expect(await set(SERVICE_TOKEN, updates)).toEqual({ matched: 1, modified: 1 });
    expect(await set(SERVICE_TOKEN, updates)).toEqual({ matched: 1, modified: 0 });
    expect(await statusOf(dan)).toBe('away');
  });

  it('takes a thousand at once, and none', async () => {
    const updates = Array.from({ length: 1_000 }, (_, index) => ({ userId: `nobody-${index}`, status: 'busy' }));
    expect(await set(SERVICE_TOKEN, updates)).toEqual({ matched: 0, modified: 0 });
    expect(await set(SERVICE_TOKEN, [])).toEqual({ matched: 0, modified: 0 });
    expect((await patch(SERVICE_TOKEN, [...updates, updates[0]])).status).toBe(400);
  });

  it.each([
    [undefined],
    ['all'],
    [[{ userId: 'a', status: 'asleep' }]],
    [[{ userId: '', status: 'busy' }]],
    [[{ userId: { $ne: null }, status: 'busy' }]],
    [[{ status: 'busy' }]],
  ])('refuses %j', async (updates) => {
    expect((await patch(SERVICE_TOKEN, updates)).status).toBe(400);
  });
});
