import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionSchema } from '../http/resources.js';
import { type HttpUnderTest, startHttp } from '../testing/start-http.js';
import { ensureAdministrator } from './first-administrator.js';
import { Passwords } from './passwords.js';

let http: HttpUnderTest;
beforeAll(async () => {
  http = await startHttp();
});
afterAll(() => http.close());

const passwords = new Passwords({ maxWaiting: 8 });
const ensure = (email: string, password = 'correct horse') =>
  ensureAdministrator({ email, password }, { store: http.store.users, passwords });

describe('the configured administrator', () => {
  it('is created once, and signs in with the configured password', async () => {
    expect(await ensure('root@localhost')).toBe('created');
    expect(await ensure('root@localhost', 'another password')).toBe('unchanged');
    const body = { email: 'root@localhost', password: 'correct horse' };
    expect((await http.call('POST', '/api/auth/login', { body })).status).toBe(200);
    expect(await http.store.users.findByEmail('root@localhost')).toMatchObject({ role: 'admin' });
  });

  it('is promoted where the account exists, which keeps its password', async () => {
    const { user } = await http.register('ann');
    expect(await ensure('ann@example.org')).toBe('promoted');
    expect(await http.store.users.findById(user.id)).toMatchObject({ role: 'admin' });
    const body = { email: 'ann@example.org', password: 'password of ann' };
    expect((await http.call('POST', '/api/auth/login', { body })).status).toBe(200);
  });

  it('is created by one of two processes that start at once', async () => {
    const outcomes = await Promise.all([ensure('twin@localhost'), ensure('twin@localhost')]);
    expect(outcomes.sort()).toEqual(['created', 'unchanged']);
  });

  it('deletes messages of others in public channels, and edits none of them', async () => {
    await ensure('moderator@localhost');
    const body = { email: 'moderator@localhost', password: 'correct horse' };
    const admin = sessionSchema.parse((await http.call('POST', '/api/auth/login', { body })).body);
    const { user, token } = await http.register('bob');
    const channel = { id: 'town-square', name: 'town', type: 'public', ownerId: user.id, createdAt: 0 } as const;
    await http.store.channels.create(channel, [user.id]);
    const path = '/api/channels/town-square/messages';
    await http.call('POST', path, { token, body: { clientId: 'one', content: 'hello' } });
    const edit = await http.call('PATCH', `${path}/1`, { token: admin.token, body: { content: 'other' } });
    expect(edit.status).toBe(403);
    expect((await http.call('DELETE', `${path}/1`, { token: admin.token })).status).toBe(204);
  });
});
