import { Tokens } from '../auth/tokens.js';
import type { Random } from '../hostile/seeded-random.js';
import { channelSchema } from '../http/resources.js';
import { type HttpUnderTest, JWT_SECRET, SERVICE_TOKEN } from './start-http.js';

/** What requests for pages of history are put together from: people, channels in all states, and ways to ask. */
export interface HistoryWorld {
  /** Values of `Authorization`, by who comes with it. */
  readonly credentials: Readonly<Record<string, string | undefined>>;
  /** Paths of messages, of channels that exist and of others. */
  readonly paths: readonly string[];
}

/** A request for a page of history; its `If-None-Match` may depend on the answer before it. */
export interface HistoryRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Makes `If-None-Match` of the last ETag that was seen. */
  readonly matching: ((lastTag: string) => string) | undefined;
}

/** The usual ones come first and are taken in half of all requests, so that many have nothing odd about them. */
const METHODS = ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'];
const QUERIES = [
  ...['', '?limit=50', '?before=3', '?after=1&limit=2', '?limit=100&before=9', '?limit=007', '?before=0', '?after=30'],
  ...[
    '/',
    '?',
    '?limit=0',
    '?limit=101',
    '?limit=x',
    '?limit=',
    '?limit',
    '?limit=1&limit=2',
    '?limit=%31',
    '?Limit=5',
  ],
  ...[
    '?before=1&after=1',
    '?before=3&before=4',
    '?before=99999999999999999999',
    '?after=-1',
    '?page=2',
    '?limit=5&x=1',
  ],
  ...['?__proto__=1', '?limit[]=1', '?limit=1;before=3', '/?limit=3', '//', '/1', '?limit=1?limit=2', '%20'],
];
const USUAL_QUERIES = 8;
const ENCODINGS = [
  'br',
  'gzip',
  undefined,
  'gzip, deflate, br, zstd',
  'identity',
  '*',
  'deflate',
  'br;q=0, gzip;q=0.5',
];
const REFUSING = ['identity;q=0, *;q=0', 'br;q=0', 'gzip;q=0, br', 'nonsense', ''];
const MATCHING = [
  undefined,
  (tag: string) => tag,
  (tag: string) => `W/${tag}`,
  (tag: string) => `"other", ${tag}`,
  () => '*',
  () => '"none"',
];
const ORIGINS = [undefined, 'https://chat.example', 'https://chat.example.evil', 'null'];
const REQUEST_IDS = [undefined, 'given-1', 'not accepted', 'x'.repeat(65)];
const OTHERS: Record<string, string>[] = [
  {},
  { range: 'bytes=0-9' },
  { 'cache-control': 'no-cache' },
  { connection: 'close' },
  { 'content-type': 'application/json', 'content-length': '0' },
  { cookie: 'a=b', 'x-forwarded-for': '10.0.0.1', accept: 'text/html' },
  { 'if-modified-since': 'Mon, 23 Nov 2026 15:19:17 GMT', 'if-range': '"none"' },
];

/** A request of the world, usual in most respects. */
export const randomHistoryRequest = (random: Random, world: HistoryWorld): HistoryRequest => {
  const or = <Item>(usual: readonly Item[], all: readonly Item[]): Item =>
    random.below(4) > 0 ? random.pick(usual) : random.pick(all);
  const people = Object.keys(world.credentials);
  const authorization = world.credentials[or(['member', 'owner'], people)];
  const encoding = or(ENCODINGS, [...ENCODINGS, ...REFUSING]);
  const origin = random.pick(ORIGINS);
  const requestId = random.pick(REQUEST_IDS);
  return {
    method: or(['GET', 'GET', 'HEAD'], METHODS),
    path: random.pick(world.paths) + or(QUERIES.slice(0, USUAL_QUERIES), QUERIES),
    headers: {
      ...(authorization !== undefined && { authorization }),
      ...(encoding !== undefined && { 'accept-encoding': encoding }),
      ...(origin !== undefined && { origin }),
      ...(requestId !== undefined && { 'x-request-id': requestId }),
      ...or([{}], OTHERS),
    },
    matching: random.pick(MATCHING),
  };
};

/** Makes the people and channels on a server. */
export const makeHistoryWorld = async (http: HttpUnderTest): Promise<HistoryWorld> => {
  const [owner, member, removed, disabled] = await Promise.all(
    ['owner', 'member', 'removed', 'disabled'].map((name) => http.register(name)),
  );
  if (!owner || !member || !removed || !disabled) throw new Error('a session is missing');
  const memberIds = [member, removed, disabled].map(({ user }) => user.id);
  const make = async (body: object, messages: number): Promise<string> => {
    const made = await http.call('POST', '/api/channels', { token: owner.token, body: { name: 'room', ...body } });
    const path = `/api/channels/${channelSchema.parse(made.body).id}/messages`;
    for (let count = 1; count <= messages; count++) {
      const message = { clientId: `${path.slice(14, 34)}-${count}`, content: `text number ${count}` };
      await http.call('POST', path, { token: owner.token, body: message });
    }
    return path;
  };
  const large = await make({ type: 'private', memberIds }, 20);
  const own = [large, await make({ type: 'private', memberIds }, 1), await make({ type: 'public' }, 12)];
  const empty = await make({ type: 'public' }, 0);
  const direct = await make({ type: 'direct', memberIds: [member.user.id] }, 8);
  for (const path of own.slice(0, 2)) {
    await http.call('DELETE', `${path.replace('messages', 'members')}/${removed.user.id}`, { token: owner.token });
  }
  await http.store.users.setDisabled(disabled.user.id, true);
  return {
    paths: [...own, ...own, empty, direct, ...oddPaths(large)],
    credentials: {
      owner: `Bearer ${owner.token}`,
      member: `Bearer ${member.token}`,
      removed: `Bearer ${removed.token}`,
      disabled: `Bearer ${disabled.token}`,
      ...(await oddCredentials(member.user.id, member.token)),
    },
  };
};

const oddPaths = (path: string): string[] => [
  '/api/channels/00000000000000000000/messages',
  '/api/channels//messages',
  '/api/channels/a.b/messages',
  `/api/channels/${'x'.repeat(65)}/messages`,
  path.toUpperCase(),
  path.replace('/api', '//api'),
  path.replace('messages', '%6dessages'),
  path.replace(/channels\/./, (start) => `channels/%${start.charCodeAt(start.length - 1).toString(16)}`),
];

const oddCredentials = async (userId: string, token: string): Promise<Record<string, string | undefined>> => ({
  nobody: undefined,
  service: `Bearer ${SERVICE_TOKEN}`,
  expired: `Bearer ${await new Tokens({ jwtSecret: JWT_SECRET, ttlSeconds: -1 }).issue(userId)}`,
  forged: `Bearer ${await new Tokens({ jwtSecret: 'x'.repeat(32), ttlSeconds: 60 }).issue(userId)}`,
  nameless: `Bearer ${await new Tokens({ jwtSecret: JWT_SECRET, ttlSeconds: 60 }).issue('nobody')}`,
  lowerCase: `bearer ${token}`,
  spaced: `Bearer   ${token}`,
  cut: `Bearer ${token.slice(0, -1)}`,
  longer: `Bearer ${token}=`,
  basic: `Basic ${token}`,
  bare: token,
});
