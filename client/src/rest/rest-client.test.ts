import { describe, expect, it } from '@jest/globals';
import { ChatApiError } from '../errors.js';
import { historyPage, message } from '../testing/factories.js';
import { FakeClock } from '../testing/fake-clock.js';
import { fakeFetch, json, problem } from '../testing/fake-fetch.js';
import { RestClient, type RestClientOptions } from './rest-client.js';

const USER = { id: 'u1', name: 'Ada', avatarUrl: null, status: 'online', lastSeenAt: null };
const PRESENCE = { userId: 'u1', status: 'online', lastSeenAt: null };
const CHANNEL = {
  id: 'c1',
  name: 'general',
  type: 'public',
  ownerId: 'u1',
  createdAt: '2026-01-01T00:00:00.000Z',
} as const;

function setUp(answers: Parameters<typeof fakeFetch>, options: Partial<RestClientOptions> = {}) {
  const { fetch, requests } = fakeFetch(...answers);
  const rest = new RestClient({ baseUrl: 'http://chat', token: 'token', fetch, random: () => 0, ...options });
  return { rest, requests };
}

type Call = (rest: RestClient) => Promise<unknown>;

describe('RestClient', () => {
  it.each<[string, Call, string, string, unknown, Response, unknown]>([
    [
      'register',
      (rest) => rest.register({ name: 'Ada', email: 'a@b.c', password: 'secret' }),
      'POST',
      '/api/auth/register',
      { name: 'Ada', email: 'a@b.c', password: 'secret' },
      json(201, { user: USER, token: 't' }),
      { user: USER, token: 't' },
    ],
    [
      'login',
      (rest) => rest.login({ email: 'a@b.c', password: 'secret' }),
      'POST',
      '/api/auth/login',
      { email: 'a@b.c', password: 'secret' },
      json(200, { user: USER, token: 't' }),
      { user: USER, token: 't' },
    ],
    ['me', (rest) => rest.me(), 'GET', '/api/users/me', undefined, json(200, USER), USER],
    [
      'searchUsers',
      (rest) => rest.searchUsers('ann & "bob"', { limit: 5 }),
      'GET',
      '/api/users/search?q=ann+%26+%22bob%22&limit=5',
      undefined,
      json(200, { users: [USER] }),
      [USER],
    ],
    [
      'setStatuses',
      (rest) => rest.setStatuses([{ userId: 'u1', status: 'busy' }]),
      'PATCH',
      '/api/users/statuses',
      { updates: [{ userId: 'u1', status: 'busy' }] },
      json(200, { matched: 1, modified: 1 }),
      { matched: 1, modified: 1 },
    ],
    [
      'reportVitals',
      (rest) => rest.reportVitals({ page: 'live', samples: [{ name: 'LCP', value: 900, rating: 'good' }] }),
      'POST',
      '/api/vitals',
      { page: 'live', samples: [{ name: 'LCP', value: 900, rating: 'good' }] },
      new Response(null, { status: 202 }),
      undefined,
    ],
    [
      'listChannels',
      (rest) => rest.listChannels(),
      'GET',
      '/api/channels',
      undefined,
      json(200, { channels: [CHANNEL] }),
      [CHANNEL],
    ],
    [
      'createChannel',
      (rest) => rest.createChannel({ name: 'general', type: 'public' }),
      'POST',
      '/api/channels',
      { name: 'general', type: 'public' },
      json(201, CHANNEL),
      CHANNEL,
    ],
    [
      'getChannel',
      (rest) => rest.getChannel('a/b'),
      'GET',
      '/api/channels/a%2Fb',
      undefined,
      json(200, CHANNEL),
      CHANNEL,
    ],
    [
      'listPresence',
      (rest) => rest.listPresence('c1'),
      'GET',
      '/api/channels/c1/presence',
      undefined,
      json(200, { presence: [PRESENCE] }),
      [PRESENCE],
    ],
    [
      'addMember',
      (rest) => rest.addMember('c1', 'me'),
      'PUT',
      '/api/channels/c1/members/me',
      undefined,
      new Response(null, { status: 204 }),
      undefined,
    ],
    [
      'removeMember',
      (rest) => rest.removeMember('c1', 'u2'),
      'DELETE',
      '/api/channels/c1/members/u2',
      undefined,
      new Response(null, { status: 204 }),
      undefined,
    ],
    [
      'history',
      (rest) => rest.history('c1'),
      'GET',
      '/api/channels/c1/messages',
      undefined,
      json(200, historyPage(3)),
      historyPage(3),
    ],
    [
      'history before a message',
      (rest) => rest.history('c1', { before: 9, limit: 20 }),
      'GET',
      '/api/channels/c1/messages?before=9&limit=20',
      undefined,
      json(200, historyPage(3)),
      historyPage(3),
    ],
    [
      'history after a message',
      (rest) => rest.history('c1', { after: 0 }),
      'GET',
      '/api/channels/c1/messages?after=0',
      undefined,
      json(200, historyPage(3)),
      historyPage(3),
    ],
    [
      'sendMessage',
      (rest) => rest.sendMessage('c1', { content: 'hi', clientId: 'k', fileIds: ['f1'] }),
      'POST',
      '/api/channels/c1/messages',
      { content: 'hi', clientId: 'k', fileIds: ['f1'] },
      json(201, message(4)),
      message(4),
    ],
    [
      'editMessage',
      (rest) => rest.editMessage('c1', 4, 'ho'),
      'PATCH',
      '/api/channels/c1/messages/4',
      { content: 'ho' },
      json(200, message(4)),
      message(4),
    ],
    [
      'deleteMessage',
      (rest) => rest.deleteMessage('c1', 4),
      'DELETE',
      '/api/channels/c1/messages/4',
      undefined,
      new Response(null, { status: 204 }),
      undefined,
    ],
  ])('calls %s by its route and gives its answer', async (_name, call, method, path, body, answer, expected) => {
    const { rest, requests } = setUp([answer]);
    expect(await call(rest)).toEqual(expected);
    expect(requests).toMatchObject([{ method, url: `http://chat${path}` }]);
    expect(requests[0]?.body).toEqual(body);
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer token');
  });

  it('asks for the token before every call, and calls without when there is none', async () => {
    const tokens = ['first', undefined];
    const { rest, requests } = setUp([json(200, USER), json(200, USER)], {
      token: () => Promise.resolve(tokens.shift()),
    });
    await rest.me();
    await rest.me();
    expect(requests.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer first', null]);
  });

  it('fails with the problem that the server tells', async () => {
    const errors = [{ path: 'email', message: 'is no e-mail' }];
    const { rest } = setUp([problem(400, 'bad_request', { errors })]);
    const failure = rest.login({ email: '', password: '' });
    const fields = { status: 400, code: 'bad_request', detail: 'refused: bad_request', requestId: 'r1', errors };
    await expect(failure).rejects.toMatchObject({ ...fields, isRetryable: false });
    await expect(failure).rejects.toBeInstanceOf(ChatApiError);
  });

  it.each([
    ['a page of a proxy', new Response('<html>', { status: 502, headers: { 'x-request-id': 'r2' } }), 502, true],
    ['JSON without a code', json(403, { message: 'no' }, { 'x-request-id': 'r2' }), 403, false],
    [
      'a success that is no JSON',
      new Response('<html>', { status: 200, headers: { 'x-request-id': 'r2' } }),
      200,
      false,
    ],
  ])('names %s an invalid response', async (_name, answer, status, isRetryable) => {
    const { rest } = setUp([answer], { retries: 0 });
    const fields = { status, code: 'invalid_response', requestId: 'r2', isRetryable };
    await expect(rest.me()).rejects.toMatchObject(fields);
  });

  it('repeats a send with the clientId of the first try', async () => {
    const { rest, requests } = setUp([new TypeError('reset'), problem(503, 'unavailable'), json(200, message(4))]);
    await rest.sendMessage('c1', { content: 'hi' });
    const ids = requests.map(({ body }) => body);
    expect(ids).toHaveLength(3);
    expect(ids[1]).toEqual(ids[0]);
    expect(ids[2]).toEqual(ids[0]);
  });

  it('gives up after its repetitions', async () => {
    const { rest, requests } = setUp([1, 2, 3, 4].map(() => problem(503, 'unavailable')));
    await expect(rest.me()).rejects.toMatchObject({ status: 503, isRetryable: true });
    expect(requests).toHaveLength(3);
  });

  it.each<[string, Call]>([
    ['register', (rest) => rest.register({ name: 'Ada', email: 'a@b.c', password: 'secret' })],
    ['createChannel', (rest) => rest.createChannel({ name: 'general', type: 'public' })],
  ])('does not repeat %s, which would be done twice', async (_name, call) => {
    const { rest, requests } = setUp([new TypeError('reset')]);
    await expect(call(rest)).rejects.toMatchObject({ status: 0, code: 'network', isRetryable: true });
    expect(requests).toHaveLength(1);
  });

  it('does not repeat what is refused for good', async () => {
    const { rest, requests } = setUp([problem(404, 'not_found')]);
    await expect(rest.getChannel('c9')).rejects.toMatchObject({ code: 'not_found' });
    expect(requests).toHaveLength(1);
  });

  it('fails at the timeout, not before, and leaves no timer', async () => {
    const clock = new FakeClock();
    const { rest } = setUp(['never'], { clock });
    const call = rest.me({ timeoutMs: 500 });
    const settled = new Promise((resolve) => {
      call.catch(resolve);
    });
    clock.advance(499);
    expect(clock.pendingTimers).toBe(1);
    clock.advance(1);
    expect(await settled).toMatchObject({ status: 0, code: 'timeout', isRetryable: true });
    expect(clock.pendingTimers).toBe(0);
  });

  it('ends a pause between repetitions at the timeout', async () => {
    const clock = new FakeClock();
    const { rest, requests } = setUp([problem(503, 'unavailable')], { clock, random: () => 1, timeoutMs: 100 });
    const call = rest.me();
    expect(await clock.nextTimer()).toBe(200);
    clock.advance(100);
    await expect(call).rejects.toMatchObject({ code: 'timeout' });
    expect(requests).toHaveLength(1);
  });

  it('fails with the reason of its signal', async () => {
    const controller = new AbortController();
    const { rest, requests } = setUp(['never']);
    const call = rest.me({ signal: controller.signal });
    controller.abort(new Error('left the page'));
    await expect(call).rejects.toThrow('left the page');
    await expect(rest.me({ signal: controller.signal })).rejects.toThrow('left the page');
    expect(requests).toHaveLength(1);
  });

  it('uploads a file as a form under the name given, once', async () => {
    const file = { id: 'f1', name: 'plan.pdf', type: 'application/pdf', sizeBytes: 4 };
    const { rest, requests } = setUp([json(201, file), problem(503, 'unavailable')]);
    expect(await rest.uploadFile(new Blob(['%PDF']), { name: 'plan.pdf' })).toEqual(file);
    const [{ method, url, headers, body } = fail()] = requests;
    expect([method, url, headers.get('authorization')]).toEqual(['POST', 'http://chat/api/files', 'Bearer token']);
    // The platform names the boundary that it chose.
    expect(headers.get('content-type')).toBeNull();
    const sent = (body as FormData).get('file') as File;
    expect([sent.name, await sent.text()]).toEqual(['plan.pdf', '%PDF']);
    await expect(rest.uploadFile(new Blob(['x']))).rejects.toMatchObject({ status: 503 });
    expect(requests).toHaveLength(2);
  });

  it('keeps the name of a file that has one', async () => {
    const { rest, requests } = setUp([json(201, {})]);
    await rest.uploadFile(new File(['x'], 'notes.txt'));
    expect(((requests[0]?.body as FormData).get('file') as File).name).toBe('notes.txt');
  });

  it('downloads the bytes of a file in the type that it was found to have', async () => {
    const answer = new Response('hello', { headers: { 'content-type': 'application/pdf' } });
    const { rest, requests } = setUp([answer, problem(404, 'not_found')]);
    const blob = await rest.downloadFile('f/1');
    expect([await blob.text(), blob.type]).toEqual(['hello', 'application/pdf']);
    expect(requests[0]?.url).toBe('http://chat/api/files/f%2F1');
    await expect(rest.downloadFile('f2')).rejects.toMatchObject({ status: 404, code: 'not_found' });
  });
});

const fail = (): never => {
  throw new Error('nothing was requested');
};
