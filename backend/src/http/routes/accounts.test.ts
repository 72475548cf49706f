import type { Session } from '@chatwatch/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpUnderTest, SERVICE_TOKEN, startHttp } from '../../testing/start-http.js';

let http: HttpUnderTest;
let admin: Session;
let ann: Session;

beforeAll(async () => {
  http = await startHttp();
  admin = await http.register('admin');
  await http.store.users.setRole(admin.user.id, 'admin');
  ann = await http.register('ann');
});

afterAll(() => http.close());

const set = (method: 'PUT' | 'DELETE', userId: string, token: string) =>
  http.call(method, `/api/users/${userId}/disabled`, { token });

describe('an account', () => {
  it('is disabled and enabled again by an administrator, as often as he likes', async () => {
    const login = () =>
      http.call('POST', '/api/auth/login', { body: { email: 'ann@example.org', password: 'password of ann' } });
    expect((await set('PUT', ann.user.id, admin.token)).status).toBe(204);
    expect((await set('PUT', ann.user.id, admin.token)).status).toBe(204);
    expect((await login()).status).toBe(403);
    expect((await set('DELETE', ann.user.id, admin.token)).status).toBe(204);
    expect((await login()).status).toBe(200);
  });

  it('is disabled by nobody else', async () => {
    const bob = await http.register('bob');
    for (const method of ['PUT', 'DELETE'] as const) {
      expect((await set(method, ann.user.id, bob.token)).status).toBe(403);
      expect((await set(method, ann.user.id, SERVICE_TOKEN)).status).toBe(403);
    }
    expect(await http.store.users.findById(ann.user.id)).toMatchObject({ isDisabled: false });
  });

  it('that does not exist is not found', async () => {
    expect((await set('PUT', 'nobody', admin.token)).status).toBe(404);
  });

  it('of the administrator himself stays', async () => {
    expect(await set('PUT', admin.user.id, admin.token)).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });
});
