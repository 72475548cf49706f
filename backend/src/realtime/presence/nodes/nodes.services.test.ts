import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ChatApiError, RestClient, type UserStatus } from '@chatwatch/client';
import type { Peer } from '../../../testing/peer.js';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startMongod, type TestMongod } from '../../../testing/servers/mongod.js';
import { redisProgram, type RedisServer, startRedis, startRedisCluster } from '../../../testing/servers/redis.js';
import type { SpawnedService } from '../../../testing/spawn-service.js';
import { type Listener, type Person, Town } from '../testing/town.js';

const program = findProgram('mongod');
const hasServers = program !== undefined && redisProgram() !== undefined;

const CROWD = 400;
/** As long as a busy machine takes to connect them. */
const CROWD_GRACE_MS = 8_000;

/** Starts of several services on a machine that is busy. */
const LONG_MS = 120_000;

jest.setTimeout(LONG_MS);

let mongod: TestMongod;
let redis: RedisServer;
let town: Town;
let one: SpawnedService;
let two: SpawnedService;

beforeAll(async () => {
  if (hasServers) [mongod, redis] = await Promise.all([startMongod(program), startRedis()]);
});
afterAll(async () => {
  if (hasServers) await Promise.all([mongod.stop(), redis.stop()]);
});

const build = async (options: Parameters<typeof Town.build>[1] = {}): Promise<void> => {
  town = await Town.build(mongod, options);
  [one, two] = await Promise.all([town.node(), town.node()]);
};

/** Four who share a channel; each test names them as it likes. */
const four = async (): Promise<[Person, Person, Person, Person, string]> => {
  const { people, channelId } = await town.people(4);
  const [first, second, third, fourth] = people;
  if (!first || !second || !third || !fourth) throw new Error('four people were asked for');
  return [first, second, third, fourth, channelId];
};

/** What each of them hears of somebody until the status comes; it should be the next thing. */
const heardBy = (listeners: readonly Listener[], person: Person, status: UserStatus): Promise<UserStatus[][]> =>
  Promise.all(listeners.map((listener) => listener.heardUntil(person, status)));

/** What joins nodes besides the store. */
interface Joint {
  readonly url?: string;
  stop(): Promise<void>;
}

const nothing: Joint = { stop: () => Promise.resolve() };

(hasServers ? describe : describe.skip).each<[string, () => Joint | Promise<Joint>]>([
  ['the store alone', () => nothing],
  ['a Redis server', () => ({ ...nothing, url: redis.url })],
  ['a Redis cluster', startRedisCluster],
])('on two nodes joined by %s', (_what, join) => {
  let joint: Joint;
  beforeAll(async () => {
    joint = await join();
    await build({ redisUrl: joint.url });
  });
  afterAll(async () => {
    await town.close();
    await joint.stop();
  });

  it('a user is there from his first connection anywhere to his last, and each is told once', async () => {
    const [ann, ben, eve, , channelId] = await four();
    const listeners = [await town.listener(one, ben), await town.listener(two, eve)];
    const first = await town.connect(one, ann);
    expect(await heardBy(listeners, ann, 'online')).toEqual([['online'], ['online']]);
    const second = await town.connect(two, ann);
    second.send({ type: 'status', status: 'busy' });
    expect(await heardBy(listeners, ann, 'busy')).toEqual([['busy'], ['busy']]);
    second.end();
    first.end();
    expect(await heardBy(listeners, ann, 'offline')).toEqual([['offline'], ['offline']]);
    const present = (await town.present(one, ben, channelId)).map(({ userId }) => userId);
    expect(present).toEqual([eve.id]);
    await town.connect(two, ann);
    expect(await heardBy(listeners, ann, 'online')).toEqual([['online'], ['online']]);
  });

  it('a status that is set over REST on one is heard on the other', async () => {
    const [ann, ben] = await four();
    const listener = await town.listener(one, ben);
    await new RestClient({ baseUrl: two.url, token: ann.token }).setStatuses([{ userId: ann.id, status: 'away' }]);
    expect(await listener.heardUntil(ann, 'away')).toEqual(['away']);
  });

  it('who goes from one to the other is not told to have left', async () => {
    const [ann, ben, eve] = await four();
    const listener = await town.listener(one, ben);
    const before = await town.connect(one, ann);
    const leaver = await town.connect(one, eve);
    expect(await listener.heardUntil(ann, 'online')).toEqual(['online']);
    before.end();
    const after = await town.connect(two, ann);
    leaver.end();
    // Her grace begins after the other's has, so that what had to be told of him was.
    await listener.heardUntil(eve, 'offline');
    after.send({ type: 'status', status: 'away' });
    expect(await listener.heardUntil(ann, 'away')).toEqual(['away']);
  });

  it('a file of a channel is refused on the other to who was removed on one', async () => {
    const [ann, ben, , , channelId] = await four();
    const [annThere, benHere, benThere] = [
      new RestClient({ baseUrl: one.url, token: ann.token }),
      new RestClient({ baseUrl: one.url, token: ben.token }),
      new RestClient({ baseUrl: two.url, token: ben.token }),
    ];
    const file = await annThere.uploadFile(new Blob(['for members alone']), { name: 'notes.txt' });
    await annThere.sendMessage(channelId, { content: 'read this', fileIds: [file.id] });
    const read = async (rest: RestClient): Promise<string> => (await rest.downloadFile(file.id)).text();
    expect(await read(benHere)).toBe(await read(benThere));
    await annThere.removeMember(channelId, ben.id);
    await expect(read(benHere)).rejects.toMatchObject({ code: 'not_found' });
    await until(() =>
      read(benThere).then(
        () => false,
        (error: unknown) => error instanceof ChatApiError && error.code === 'not_found',
      ),
    );
  });

  it('a ticket of one opens one connection on any', async () => {
    const [ann] = await four();
    const { ticket } = await new RestClient({ baseUrl: one.url, token: ann.token }).createTicket();
    const outcomes = await Promise.all([one, two, two].map((node) => town.redeem(node, ticket)));
    expect(outcomes.sort()).toEqual(['4001', '4001', 'ready']);
  });
});

(hasServers ? describe : describe.skip)('when nodes come and go', () => {
  beforeEach(() => build());
  afterEach(() => town.close());

  it('a killed one’s users are expected by another, and told once to have left unless they are back', async () => {
    const [ann, joe, ben, eve, channelId] = await four();
    const three = await town.node();
    const listeners = [await town.listener(two, ben), await town.listener(three, eve)];
    await Promise.all([town.connect(one, ann), town.connect(one, joe)]);
    expect(await heardBy(listeners, ann, 'online')).toEqual([['online'], ['online']]);
    await town.end(one, 'SIGKILL');
    const again = await town.connect(two, joe);
    expect(await heardBy(listeners, ann, 'offline')).toEqual([['offline'], ['offline']]);
    again.send({ type: 'status', status: 'busy' });
    for (const listener of listeners) expect(await listener.heardUntil(joe, 'busy')).not.toContain('offline');
    await town.connect(three, ann);
    expect(await heardBy(listeners, ann, 'online')).toEqual([['online'], ['online']]);
    const present = (await town.present(two, ben, channelId)).map(({ userId }) => userId);
    expect(present.sort()).toEqual([ann.id, eve.id, joe.id].sort());
  });

  it('one that ends in good order leaves its users to another at once', async () => {
    const [ann, joe, ben] = await four();
    const listener = await town.listener(two, ben);
    const gone = await town.connect(one, ann);
    expect(await listener.heardUntil(ann, 'online')).toEqual(['online']);
    const moves = await town.connect(one, joe);
    moves.send({ type: 'status', status: 'away' });
    await listener.heardUntil(joe, 'away');
    const ended = town.end(one, 'SIGTERM');
    await moves.next('draining');
    const moved = await town.connect(two, joe);
    await Promise.all([gone.closed(), ended]);
    expect(await listener.heardUntil(ann, 'offline')).toEqual(['offline']);
    moved.send({ type: 'status', status: 'busy' });
    expect(await listener.heardUntil(joe, 'busy')).toEqual(['busy']);
  });

  it('one that starts lets nobody go who is on another', async () => {
    const [ann, ben, joe] = await four();
    const listener = await town.listener(one, ben);
    await town.connect(one, ann);
    expect(await listener.heardUntil(ann, 'online')).toEqual(['online']);
    const passing = await town.connect(await town.node(), joe);
    expect(await listener.heardUntil(joe, 'online')).toEqual(['online']);
    passing.end();
    // His grace began after that of anybody whom the new node could have expected at its start.
    expect(await listener.heardUntil(joe, 'offline')).toEqual(['offline']);
    expect(await listener.heardSoFar(ann)).toEqual([]);
  });

  it('one that was silent for longer than its lease says again who is there', async () => {
    const [ann, ben] = await four();
    const listener = await town.listener(two, ben);
    await town.connect(one, ann);
    expect(await listener.heardUntil(ann, 'online')).toEqual(['online']);
    process.kill(one.pid, 'SIGSTOP');
    expect(await listener.heardUntil(ann, 'offline')).toEqual(['offline']);
    process.kill(one.pid, 'SIGCONT');
    expect(await listener.heardUntil(ann, 'online')).toEqual(['online']);
  });

  it('nobody leaves because the database was away', async () => {
    const [ann, ben, joe] = await four();
    const listener = await town.listener(two, ben);
    const connection = await town.connect(one, ann);
    expect(await listener.heardUntil(ann, 'online')).toEqual(['online']);
    const leaver = await town.connect(two, joe);
    expect(await listener.heardUntil(joe, 'online')).toEqual(['online']);
    await mongod.kill();
    connection.send({ type: 'status', status: 'busy' });
    await mongod.restart();
    expect(await listener.heardUntil(ann, 'busy')).toEqual(['busy']);
    leaver.end();
    await listener.heardUntil(joe, 'offline');
    expect(await listener.heardSoFar(ann)).toEqual([]);
  });
});

(hasServers ? describe : describe.skip)('a crowd on one of two nodes', () => {
  beforeAll(() => build({ redisUrl: redis.url, graceMs: CROWD_GRACE_MS }));
  afterAll(() => town.close());

  it('makes a few writes on the other, and no news, when that one is killed and all but one come back', async () => {
    const { people } = await town.people(CROWD);
    const [ben, missing, ...crowd] = people;
    if (!ben || !missing) throw new Error('the crowd is too small');
    const listener = await town.listener(two, ben);
    await Promise.all([missing, ...crowd].map((person) => town.connect(one, person)));
    await until(async () => (await town.store.presence.find(people.map(({ id }) => id))).every(isOnline));
    await until(async () => (await counts()).changes >= CROWD);
    const before = await counts();
    await town.end(one, 'SIGKILL');
    const [first] = await Promise.all(crowd.map((person) => town.connect(two, person)));
    await listener.heardUntil(missing, 'offline');
    first?.send({ type: 'status', status: 'busy' });
    await listener.heardUntil(crowd[0] ?? missing, 'busy');
    const after = await counts();
    expect(after.changes - before.changes).toBe(2);
    expect(after.writes - before.writes).toBeLessThan(CROWD / 10);
  });
});

(hasServers ? describe : describe.skip)('through Redis', () => {
  beforeAll(() => build({ redisUrl: redis.url }));
  afterAll(() => town.close());

  it('those hear of a user who are subscribed to the same public channel, also when his node is killed', async () => {
    const [ann, ben] = [await town.stranger(), await town.stranger()];
    const channelId = await town.publicChannel(ben);
    const three = await town.node();
    const listener = await town.listener(two, ben);
    await subscribe(listener.peer, channelId);
    const stranger = await town.listener(two, await town.stranger());
    await subscribe(await town.connect(three, ann), channelId);
    expect(await listener.heardUntil(ann, 'online')).toEqual(['online']);
    await town.end(three, 'SIGKILL');
    expect(await listener.heardUntil(ann, 'offline')).toEqual(['offline']);
    expect(await stranger.heardSoFar(ann)).toEqual([]);
  });
});

(hasServers ? describe : describe.skip)('without Redis for a while', () => {
  beforeAll(() => build({ redisUrl: redis.url }));
  afterAll(() => town.close());

  it('presence is heard through the store, and at once when it is back', async () => {
    const [ann, ben] = await four();
    const listener = await town.listener(two, ben);
    const connection = await town.connect(one, ann);
    expect(await listener.heardUntil(ann, 'online')).toEqual(['online']);
    await redis.kill();
    for (const status of ['busy', 'away'] as const) {
      connection.send({ type: 'status', status });
      expect(await listener.heardUntil(ann, status)).toEqual([status]);
    }
    await redis.restart();
    await redis.admin.flushall();
    connection.send({ type: 'status', status: 'online' });
    expect(await listener.heardUntil(ann, 'online')).toEqual(['online']);
  });
});

const subscribe = async (peer: Peer, channelId: string): Promise<void> => {
  peer.send({ type: 'subscribe', id: 1, channelId });
  await peer.next('subscribed');
};

const isOnline = ({ status }: { readonly status: UserStatus }): boolean => status === 'online';

/** What the second node has written and told. */
const counts = async (): Promise<{ writes: number; changes: number }> => ({
  writes: await town.metric(two, 'database_query_duration_seconds_count', 'operation="update"', 'collection="users"'),
  changes: await town.metric(two, 'chat_presence_changes_total'),
});

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo()));
};
