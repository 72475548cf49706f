import type { Session } from '@chatwatch/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpUnderTest, startHttp } from '../../testing/start-http.js';
import { type RawAnswer, rawGet } from '../../testing/raw-get.js';
import { channelSchema, historySchema } from '../resources.js';

const FRESH_MS = 1_000;
const TOKEN_SECONDS = 3_600;
const AT_DOOR = '/api/channels/:channelId/messages';

let now = Date.UTC(2026, 0, 1);
let http: HttpUnderTest;
let owner: Session;
let member: Session;
/** The template of the last request when it was first observed: Express knows it only later. */
let firstRoute: string | undefined;
let sent = 0;

beforeAll(async () => {
  http = await startHttp({
    env: { TOKEN_TTL_SECONDS: String(TOKEN_SECONDS) },
    now: () => now,
    observe: (request, _response, next) => {
      const route = request.route as { path: string } | undefined; // declared as any by Express
      firstRoute = route && request.baseUrl + route.path;
      next();
    },
  });
  [owner, member] = await Promise.all([http.register('owner'), http.register('member')]);
});
afterAll(() => http.close());

/** The path of the messages of a new channel with one message. */
const newChannel = async (type: 'public' | 'private' = 'private'): Promise<string> => {
  const body = { name: 'room', type, memberIds: [member.user.id] };
  const { id } = channelSchema.parse((await http.call('POST', '/api/channels', { token: owner.token, body })).body);
  const path = `/api/channels/${id}/messages`;
  await send(path, 'the first');
  return path;
};

const send = async (path: string, content: string): Promise<void> => {
  sent += 1;
  const { status } = await http.call('POST', path, { token: owner.token, body: { clientId: `c${sent}`, content } });
  expect(status).toBe(201);
};

const read = (path: string, { token } = member, headers: Record<string, string> = {}): Promise<RawAnswer> =>
  rawGet(`${http.url}${path}`, { authorization: `Bearer ${token}`, ...headers });

/** Reads until it is answered at the door: first what it takes has to come into memory. */
const warm = async (path: string, session = member): Promise<void> => {
  await read(path, session);
  expect((await read(path, session)).status).toBe(200);
  expect(firstRoute).toBe(AT_DOOR);
};

const contents = ({ bytes }: RawAnswer): string[] =>
  historySchema.parse(JSON.parse(bytes.toString())).messages.map(({ content }) => content);

describe('a page that is answered in front of Express', () => {
  it('shows what was sent, edited and deleted on this node at once', async () => {
    const path = await newChannel();
    await warm(path);
    await send(path, 'the second');
    expect(contents(await read(path))).toEqual(['the second', 'the first']);
    await http.call('PATCH', `${path}/1`, { token: owner.token, body: { content: 'the edited' } });
    expect(contents(await read(path))).toEqual(['the second', 'the edited']);
    await http.call('DELETE', `${path}/2`, { token: owner.token });
    expect(contents(await read(path))).toEqual(['', 'the edited']);
    expect(firstRoute).toBe(AT_DOOR);
  });

  it('is 304 for who has it, until something happens', async () => {
    const path = await newChannel();
    await warm(path);
    const etag = String((await read(path)).headers.etag);
    const again = () => read(path, member, { 'if-none-match': etag });
    expect(await again()).toMatchObject({ status: 304, bytes: Buffer.alloc(0) });
    expect(firstRoute).toBe(AT_DOOR);
    await send(path, 'the second');
    expect((await again()).status).toBe(200);
  });

  it.each(['br', 'gzip'])('waits for %s to be made, and is then at hand', async (coding) => {
    const path = await newChannel();
    await send(path, 'long '.repeat(500));
    await warm(path);
    const headers = { 'accept-encoding': coding };
    const first = await read(path, member, headers);
    expect(firstRoute).toBeUndefined();
    const second = await read(path, member, headers);
    expect(firstRoute).toBe(AT_DOOR);
    expect(second.headers['content-encoding']).toBe(coding);
    expect(second.bytes).toEqual(first.bytes);
  });
});

describe('rights in front of Express', () => {
  it('end with the membership', async () => {
    const path = await newChannel();
    await warm(path);
    const members = path.replace('messages', 'members');
    await http.call('DELETE', `${members}/${member.user.id}`, { token: owner.token });
    expect((await read(path)).status).toBe(404);
    await warm(path, owner);
    expect((await read(path)).status).toBe(404);
  });

  it('are not those of another user', async () => {
    const path = await newChannel();
    await warm(path);
    const stranger = await http.register('stranger');
    await warm(await newChannel('public'), stranger);
    expect((await read(path, stranger)).status).toBe(404);
  });

  it('end a second after the account was disabled, at the latest', async () => {
    const path = await newChannel('public');
    const leaver = await http.register('leaver');
    await warm(path, leaver);
    await http.store.users.setDisabled(leaver.user.id, true);
    now += FRESH_MS;
    expect((await read(path, leaver)).status).toBe(401);
    await warm(path);
    expect((await read(path, leaver)).status).toBe(401);
  });

  it('end with the token', async () => {
    const path = await newChannel('public');
    const guest = await http.register('guest');
    now += TOKEN_SECONDS * 1_000 - 1;
    await warm(path, guest);
    now += 1;
    expect((await read(path, guest)).status).toBe(401);
  });
});
