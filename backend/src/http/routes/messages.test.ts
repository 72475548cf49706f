import type { Session } from '@chatwatch/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CallResult } from '../../testing/caller.js';
import { type HttpUnderTest, SERVICE_TOKEN, startHttp } from '../../testing/start-http.js';
import { channelSchema, historySchema, messageSchema } from '../resources.js';

let http: HttpUnderTest;
let ann: Session;
let bob: Session;
let sent = 0;

beforeAll(async () => {
  http = await startHttp();
  [ann, bob] = await Promise.all([http.register('ann'), http.register('bob')]);
});
afterAll(() => http.close());

/** The path of the messages of a new public channel. */
const newChannel = async (): Promise<string> => {
  const body = { name: 'room', type: 'public' };
  const { id } = channelSchema.parse((await http.call('POST', '/api/channels', { token: ann.token, body })).body);
  return `/api/channels/${id}/messages`;
};

const send = (path: string, fields: Record<string, unknown> = {}, token = ann.token): Promise<CallResult> => {
  sent += 1;
  return http.call('POST', path, { token, body: { clientId: `c${sent}`, content: `text ${sent}`, ...fields } });
};

const seqs = async (path: string, query: string): Promise<{ seqs: number[]; head: number; hasMore: boolean }> => {
  const { messages, head, hasMore } = historySchema.parse(
    (await http.call('GET', path + query, { token: bob.token })).body,
  );
  return { seqs: messages.map((message) => message.seq), head, hasMore };
};

describe('sending', () => {
  it('stores a message and numbers it', async () => {
    const path = await newChannel();
    const first = await send(path, { content: 'hello, wörld 👋' });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      seq: 1,
      content: 'hello, wörld 👋',
      author: { id: ann.user.id, name: 'ann' },
      files: [],
    });
    expect((await send(path, {}, bob.token)).body).toMatchObject({ seq: 2, author: { name: 'bob' } });
  });

  it('answers the stored message when it is repeated, and refuses its id in another channel', async () => {
    const path = await newChannel();
    const first = await send(path, { clientId: 'once' });
    const again = await send(path, { clientId: 'once', content: 'another text' });
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    expect(await send(await newChannel(), { clientId: 'once' })).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
    expect((await send(path, { clientId: 'once' }, bob.token)).status).toBe(201);
  });

  it('takes content of up to 16,384 bytes of UTF-8', async () => {
    const path = await newChannel();
    expect((await send(path, { content: 'é'.repeat(8_192) })).status).toBe(201);
    expect((await send(path, { content: 'x'.repeat(16_385) })).status).toBe(400);
    expect((await send(path, { content: `${'é'.repeat(8_192)}x` })).status).toBe(400);
  });

  it.each([
    ['content', ''],
    ['content', 'a\ud800'],
    ['content', 1],
    ['content', undefined],
    ['content', { $ne: null }],
    ['clientId', ''],
    ['clientId', 'x'.repeat(65)],
    ['clientId', 'a b'],
    ['clientId', undefined],
    ['fileIds', { 0: 'f1' }],
    ['fileIds', ['f1', 'f1']],
    ['fileIds', Array.from({ length: 11 }, (_, index) => `f${index}`)],
  ])('refuses the %s %p', async (field, value) => {
    const answer = await send(await newChannel(), { [field]: value });
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad_request', errors: [{ path: field }] } });
  });

  it('names the place of each file that does not exist', async () => {
    const answer = await send(await newChannel(), { fileIds: ['f1', 'f2'] });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'fileIds.0' }, { path: 'fileIds.1' }] } });
  });

  it('takes an empty list of files', async () => {
    expect((await send(await newChannel(), { fileIds: [] })).status).toBe(201);
  });

  it('refuses the service token, and a channel that does not exist', async () => {
    expect((await send(await newChannel(), {}, SERVICE_TOKEN)).status).toBe(403);
    expect((await send('/api/channels/nothing/messages')).status).toBe(404);
  });
});

describe('history', () => {
  it('is read in pages both ways', async () => {
    const path = await newChannel();
    expect(await seqs(path, '')).toEqual({ seqs: [], head: 0, hasMore: false });
    for (let count = 0; count < 5; count += 1) await send(path);
    expect(await seqs(path, '')).toEqual({ seqs: [5, 4, 3, 2, 1], head: 5, hasMore: false });
    expect(await seqs(path, '?limit=2')).toEqual({ seqs: [5, 4], head: 5, hasMore: true });
    expect(await seqs(path, '?before=4&limit=2')).toEqual({ seqs: [3, 2], head: 5, hasMore: true });
    expect(await seqs(path, '?after=3&limit=2')).toEqual({ seqs: [4, 5], head: 5, hasMore: false });
    expect(await seqs(path, '?before=0')).toEqual({ seqs: [], head: 5, hasMore: false });
    expect(await seqs(path, '?after=5')).toEqual({ seqs: [], head: 5, hasMore: false });
  });

  it('has pages of 1 to 100, 50 when not told', async () => {
    const path = await newChannel();
    await Promise.all(Array.from({ length: 101 }, () => send(path)));
    expect((await seqs(path, '')).seqs).toHaveLength(50);
    expect((await seqs(path, '?limit=1')).seqs).toHaveLength(1);
    expect((await seqs(path, '?limit=100')).seqs).toHaveLength(100);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=1e1', 'limit'],
    ['limit=', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['before=-1', 'before'],
    ['before=1.5', 'before'],
    ['before=99999999999999999999', 'before'],
    ['before=1&before=2', 'before'],
    ['after=x', 'after'],
    ['before=1&after=1', 'after'],
  ])('is refused with %s', async (query, field) => {
    const answer = await http.call('GET', `${await newChannel()}?${query}`, { token: ann.token });
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad_request', errors: [{ path: field }] } });
  });

  it('of a public channel is open to the service token', async () => {
    expect((await http.call('GET', await newChannel(), { token: SERVICE_TOKEN })).status).toBe(200);
  });
});

describe('changing', () => {
  it("edits and deletes one's own message, and leaves it in its place", async () => {
    const path = await newChannel();
    await send(path);
    const edited = await http.call('PATCH', `${path}/1`, { token: ann.token, body: { content: 'better' } });
    expect(edited).toMatchObject({ status: 200, body: { seq: 1, content: 'better', editedAt: expect.any(String) } });
    expect(await http.call('DELETE', `${path}/1`, { token: ann.token })).toMatchObject({
      status: 204,
      body: undefined,
    });
    expect((await http.call('DELETE', `${path}/1`, { token: ann.token })).status).toBe(204);
    const { messages, head } = historySchema.parse((await http.call('GET', path, { token: ann.token })).body);
    expect(head).toBe(3);
    expect(messages).toEqual([expect.objectContaining({ seq: 1, content: '', deletedAt: expect.any(String) })]);
    expect(await http.call('PATCH', `${path}/1`, { token: ann.token, body: { content: 'late' } })).toMatchObject({
      status: 409,
    });
  });

  it("is refused for somebody else's message and for one that is not there", async () => {
    const path = await newChannel();
    const { seq } = messageSchema.parse((await send(path)).body);
    const body = { content: 'mine' };
    expect((await http.call('PATCH', `${path}/${seq}`, { token: bob.token, body })).status).toBe(403);
    expect((await http.call('DELETE', `${path}/${seq}`, { token: bob.token })).status).toBe(403);
    expect((await http.call('DELETE', `${path}/${seq}`, { token: SERVICE_TOKEN })).status).toBe(403);
    expect((await http.call('PATCH', `${path}/99`, { token: ann.token, body })).status).toBe(404);
  });

  it.each(['0', '-1', '1.5', 'x', '1e3'])('is refused for the number %p', async (seq) => {
    const answer = await http.call('DELETE', `${await newChannel()}/${seq}`, { token: ann.token });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'seq' }] } });
  });
});

describe('a store that is gone', () => {
  it('is answered with 503 and when to try again', async () => {
    const broken = await startHttp();
    const { token } = await broken.register('ann');
    await broken.store.close();
    const { status, headers, body } = await broken.call('GET', '/api/channels', { token });
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('1');
    expect(body).toMatchObject({ code: 'unavailable' });
    expect(broken.logged).toContainEqual(expect.objectContaining({ level: 'warn', msg: 'request could not be met' }));
    await broken.close();
  });
});
