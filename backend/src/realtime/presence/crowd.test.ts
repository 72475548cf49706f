import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { RestClient } from '@chatwatch/client';
import { Tokens } from '../../auth/tokens.js';
import { newId } from '../../chat/ids.js';
import { newUser } from '../../chat/users.js';
import { parseConfig } from '../../config.js';
import { events, type PresenceEvent } from '../../events.js';
import { createLog } from '../../log.js';
import { type Service, startService } from '../../service.js';
import { openSqliteStore } from '../../storage/sqlite/index.js';
import { Peer } from '../../testing/peer.js';
import { spawnService } from '../../testing/spawn-service.js';

const JWT_SECRET = 'a secret of at least thirty-two bytes';
const CROWD = 200;

let directory: string;
let tokens: string[];
let ids: string[];
const peers: Peer[] = [];

/** Users in one private channel, made beside the service: signing in costs a password hash each. */
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-crowd-'));
  const store = await openSqliteStore({ directory });
  const users = Array.from({ length: CROWD }, (_, index) =>
    newUser({ name: `User ${index}`, email: `${index}@example.org`, password: 'unused' }, 'hash', 'user'),
  );
  await Promise.all(users.map((user) => store.users.create(user)));
  ids = users.map(({ id }) => id);
  const ownerId = ids[0] ?? '';
  await store.channels.create({ id: newId(), name: 'all', type: 'private', ownerId, createdAt: 0 }, ids);
  await store.close();
  const issuer = new Tokens({ jwtSecret: JWT_SECRET, ttlSeconds: 3_600 });
  tokens = await Promise.all(ids.map((id) => issuer.issue(id)));
});
afterEach(() => {
  for (const peer of peers.splice(0)) peer.end();
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const env = (graceMs: number) => ({ DATA_DIR: directory, JWT_SECRET, PRESENCE_GRACE_MS: String(graceMs) });

const connect = async (url: string, index: number): Promise<Peer> => {
  const peer = await Peer.ready(url, tokens[index] ?? '');
  peers.push(peer);
  return peer;
};
const connectAll = (url: string): Promise<Peer[]> => Promise.all(ids.map((_, index) => connect(url, index)));

const heard = async (peer: Peer, index: number, status: string): Promise<void> => {
  for (;;) {
    const frame = await peer.next('presence');
    if (frame.userId === ids[index] && frame.status === status) return;
  }
};

const startHere = (graceMs: number): Promise<Service> => {
  const config = parseConfig({ ...env(graceMs), PORT: '0', RATE_LIMITS: 'off', LOG_LEVEL: 'silent' });
  return startService(config, {
    log: createLog(config),
    onFatal: (error) => {
      throw error;
    },
  });
};

/** What the service tells and writes, from now on. */
const watch = () => {
  const told: PresenceEvent[] = [];
  let [writes, onTold] = [0, (): void => undefined];
  const stops = [
    events.presence.subscribe((event) => {
      told.push(event);
      onTold();
    }),
    events.query.subscribe(({ operation, collection }) => {
      if (operation === 'update' && collection === 'users') writes++;
    }),
  ];
  const sum = (of: (event: PresenceEvent) => number): number => told.reduce((total, event) => total + of(event), 0);
  return {
    users: () => sum(({ users }) => users),
    frames: () => sum(({ frames }) => frames),
    writes: () => writes,
    /** Resolves when as many users were told of. */
    untilTold: (users: number) =>
      new Promise<void>((resolve) => {
        onTold = () => {
          if (sum((event) => event.users) >= users) resolve();
        };
        onTold();
      }),
    end: () => {
      for (const stop of stops) stop();
    },
  };
};

describe('a crowd', () => {
  it('that comes at once makes a few writes, and one that comes back at once makes none and no news', async () => {
    const service = await startHere(60_000);
    const arrival = watch();
    const crowd = await connectAll(service.url);
    await arrival.untilTold(CROWD);
    arrival.end();
    expect(arrival.writes()).toBeLessThan(CROWD / 10);
    expect(arrival.frames()).toBeLessThanOrEqual(CROWD * (CROWD - 1));

    const storm = watch();
    for (const peer of crowd) peer.end();
    await Promise.all(crowd.map((peer) => peer.closed()));
    await connectAll(service.url);
    const [sender, listener] = [await connect(service.url, 0), await connect(service.url, 1)];
    sender.send({ type: 'status', status: 'busy' });
    await heard(listener, 0, 'busy');
    storm.end();
    expect({ users: storm.users(), writes: storm.writes() }).toEqual({ users: 1, writes: 1 });
    await service.stop();
  });
});

describe('a service that ended', () => {
  it.each([
    ['SIGKILL', 'away'],
    ['SIGTERM', 'busy'],
  ] as const)('by %s finds who comes back as he was, and lets the others go offline', async (signal, status) => {
    const before = await spawnService(env(60_000));
    const [stays, , listener] = [
      await connect(before.url, 0),
      await connect(before.url, 1),
      await connect(before.url, 2),
    ];
    stays.send({ type: 'status', status });
    await heard(listener, 0, status);
    await before.end(signal);

    const after = await spawnService(env(1_000));
    const [again] = [await connect(after.url, 2), await connect(after.url, 0)];
    await heard(again, 1, 'offline');
    const statusOf = async (index: number) =>
      (await new RestClient({ baseUrl: after.url, token: tokens[index] ?? '' }).me()).status;
    expect([await statusOf(0), await statusOf(1), await statusOf(2)]).toEqual([status, 'offline', 'online']);
    await after.end('SIGTERM');
  });
});
