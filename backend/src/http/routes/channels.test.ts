import type { Session } from '@chatwatch/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpUnderTest, SERVICE_TOKEN, startHttp } from '../../testing/start-http.js';
import { channelSchema } from '../resources.js';

let http: HttpUnderTest;
let ann: Session;
let bob: Session;
let eve: Session;

beforeAll(async () => {
  http = await startHttp();
  [ann, bob, eve] = await Promise.all([http.register('ann'), http.register('bob'), http.register('eve')]);
});
afterAll(() => http.close());

const create = async (type: string, memberIds: string[] = []) => {
  const body = { name: ` ${type} `, type, memberIds };
  const { status, body: channel } = await http.call('POST', '/api/channels', { token: ann.token, body });
  expect(status).toBe(201);
  return channelSchema.parse(channel);
};

const statusOf = async (method: string, path: string, token: string): Promise<number> =>
  (await http.call(method, path, { token })).status;

describe('a new channel', () => {
  it('belongs to its creator, and leaves members out that do not exist', async () => {
    const channel = await create('private', [bob.user.id, bob.user.id, 'nobody']);
    expect(channel).toMatchObject({ name: 'private', type: 'private', ownerId: ann.user.id });
    expect([...(channel.memberIds ?? [])].sort()).toEqual([ann.user.id, bob.user.id].sort());
  });

  it.each([
    ['name', ''],
    ['name', 'x'.repeat(81)],
    ['name', 'a\ud800'],
    ['type', 'secret'],
    ['type', undefined],
    ['memberIds', 'bob'],
    ['memberIds', Array.from({ length: 1_001 }, (_, at) => `id${at}`)],
  ])('is refused with the %s %p', async (field, value) => {
    const body = { name: 'x', type: 'public', memberIds: [], [field]: value };
    const answer = await http.call('POST', '/api/channels', { token: ann.token, body });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: field }] } });
  });

  it('is refused as a direct one without exactly one other', async () => {
    const body = { name: 'x', type: 'direct', memberIds: [ann.user.id] };
    const answer = await http.call('POST', '/api/channels', { token: ann.token, body });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'memberIds' }] } });
  });

  it('is not for the service token to make', async () => {
    const body = { name: 'x', type: 'public' };
    expect((await http.call('POST', '/api/channels', { token: SERVICE_TOKEN, body })).status).toBe(403);
  });
});

describe('a private channel', () => {
  it('does not exist for those who are not in it, nor for the service token', async () => {
    const path = `/api/channels/${(await create('private', [bob.user.id])).id}`;
    expect(await statusOf('GET', path, bob.token)).toBe(200);
    for (const token of [eve.token, SERVICE_TOKEN]) {
      expect(await statusOf('GET', path, token)).toBe(404);
      expect(await statusOf('GET', `${path}/messages`, token)).toBe(404);
    }
    expect(await statusOf('PUT', `${path}/members/me`, eve.token)).toBe(404);
  });

  it('is listed to its members alone', async () => {
    const { id } = await create('private', [bob.user.id]);
    const listed = async (token: string): Promise<unknown> => (await http.call('GET', '/api/channels', { token })).body;
    const one = { channels: expect.arrayContaining([expect.objectContaining({ id })]) };
    expect(await listed(bob.token)).toEqual(one);
    expect(await listed(eve.token)).not.toEqual(one);
    expect(await listed(SERVICE_TOKEN)).not.toEqual(one);
  });

  it('takes and loses members by its owner, and members leave', async () => {
    const path = `/api/channels/${(await create('private')).id}`;
    const bobs = `${path}/members/${bob.user.id}`;
    expect(await statusOf('PUT', bobs, ann.token)).toBe(204);
    expect(await statusOf('PUT', bobs, ann.token)).toBe(204);
    expect(await statusOf('GET', path, bob.token)).toBe(200);
    expect(await statusOf('PUT', `${path}/members/${eve.user.id}`, bob.token)).toBe(403);
    expect(await statusOf('DELETE', `${path}/members/${ann.user.id}`, bob.token)).toBe(403);
    expect(await statusOf('DELETE', `${path}/members/me`, bob.token)).toBe(204);
    expect(await statusOf('GET', path, bob.token)).toBe(404);
    expect(await statusOf('DELETE', bobs, ann.token)).toBe(404);
    expect(await statusOf('PUT', `${path}/members/nobody`, ann.token)).toBe(404);
    expect(await statusOf('DELETE', `${path}/members/me`, ann.token)).toBe(403);
  });
});

describe('a public channel', () => {
  it('is read by everyone, joined by oneself and not by others', async () => {
    const path = `/api/channels/${(await create('public')).id}`;
    expect(await statusOf('GET', path, eve.token)).toBe(200);
    expect(await statusOf('GET', path, SERVICE_TOKEN)).toBe(200);
    expect(await statusOf('PUT', `${path}/members/me`, eve.token)).toBe(204);
    expect(await statusOf('PUT', `${path}/members/${bob.user.id}`, eve.token)).toBe(403);
    expect(await statusOf('PUT', `${path}/members/me`, SERVICE_TOKEN)).toBe(403);
    expect(await statusOf('DELETE', `${path}/members/me`, eve.token)).toBe(204);
  });
});

it('answers 404 for a channel that never was', async () => {
  for (const id of ['nothing', 'x'.repeat(1_000), '%00', '..%2f..', '$ne']) {
    expect(await statusOf('GET', `/api/channels/${id}`, ann.token)).toBe(404);
  }
});
