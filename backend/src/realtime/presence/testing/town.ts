import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Presence as StoredStatus, RestClient, type UserStatus } from '@chatwatch/client';
import { Tokens } from '../../../auth/tokens.js';
import { newId } from '../../../chat/ids.js';
import { newUser } from '../../../chat/users.js';
import { openMongoStore } from '../../../storage/mongo/index.js';
import type { Store } from '../../../storage/store.js';
import { Peer } from '../../../testing/peer.js';
import type { TestMongod } from '../../../testing/servers/mongod.js';
import { type SpawnedService, spawnService } from '../../../testing/spawn-service.js';

const JWT_SECRET = 'the same secret on every node of a test';
const SERVICE_TOKEN = 'a-service-token';

/** Short enough for a test, long enough for a machine that is busy. */
const LEASE_MS = 2_000;
const GRACE_MS = 1_000;

/** Writes under way while people are made, so that a busy machine keeps up. */
const USERS_AT_ONCE = 50;

export interface Person {
  readonly id: string;
  readonly token: string;
}

/** Who hears of others, on some node. */
export interface Listener {
  readonly peer: Peer;
  /** What is heard of a user until one of the statuses comes. */
  heardUntil(person: Person, last: UserStatus): Promise<UserStatus[]>;
  /** What was heard of a user so far, and not been asked for. */
  heardSoFar(person: Person): Promise<UserStatus[]>;
}

interface TownOptions {
  /** Of what joins the nodes besides the store. */
  readonly redisUrl?: string | undefined;
  readonly graceMs?: number;
}

/** Processes of the service on one MongoDB, and people who sign in without the cost of a password. */
export class Town {
  readonly store: Store;
  readonly #env: Record<string, string>;
  readonly #directory: string;
  readonly #tokens = new Tokens({ jwtSecret: JWT_SECRET, ttlSeconds: 3_600 });
  readonly #services = new Set<SpawnedService>();
  readonly #peers: Peer[] = [];

  private constructor(store: Store, env: Record<string, string>, directory: string) {
    this.store = store;
    this.#env = env;
    this.#directory = directory;
  }

  static async build(mongod: TestMongod, { redisUrl, graceMs = GRACE_MS }: TownOptions = {}): Promise<Town> {
    const url = mongod.databaseUrl();
    const directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-town-'));
    const env = {
      MONGODB_URL: url,
      JWT_SECRET,
      SERVICE_TOKEN,
      PRESENCE_LEASE_MS: String(LEASE_MS),
      PRESENCE_GRACE_MS: String(graceMs),
      LOG_LEVEL: 'info',
      ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
    };
    return new Town(await openMongoStore({ url }), env, directory);
  }

  async node(): Promise<SpawnedService> {
    const DATA_DIR = await mkdtemp(path.join(this.#directory, 'node-'));
    const service = await spawnService({ ...this.#env, DATA_DIR });
    this.#services.add(service);
    return service;
  }

  /** Ends a node by a signal, and waits for its end. */
  async end(node: SpawnedService, signal: NodeJS.Signals): Promise<void> {
    this.#services.delete(node);
    await node.end(signal);
  }

  /** People who share a private channel. */
  async people(count: number): Promise<{ people: Person[]; channelId: string }> {
    const users = Array.from({ length: count }, (_, index) =>
      newUser({ name: `User ${index}`, email: `${newId()}@example.org`, password: 'unused' }, 'hash', 'user'),
    );
    for (let from = 0; from < users.length; from += USERS_AT_ONCE) {
      await Promise.all(users.slice(from, from + USERS_AT_ONCE).map((user) => this.store.users.create(user)));
    }
    const ids = users.map(({ id }) => id);
    const channelId = newId();
    const ownerId = ids[0] ?? '';
    await this.store.channels.create({ id: channelId, name: 'all', type: 'private', ownerId, createdAt: 0 }, ids);
    const tokens = await Promise.all(ids.map((id) => this.#tokens.issue(id)));
    return { people: ids.map((id, index) => ({ id, token: tokens[index] ?? '' })), channelId };
  }

  /** Somebody who shares no channel with anybody. */
  async stranger(): Promise<Person> {
    const { people } = await this.people(1);
    const [person] = people;
    if (!person) throw new Error('one was asked for');
    return person;
  }

  async publicChannel(owner: Person): Promise<string> {
    const id = newId();
    await this.store.channels.create({ id, name: 'open', type: 'public', ownerId: owner.id, createdAt: 0 }, []);
    return id;
  }

  async connect(node: SpawnedService, person: Person): Promise<Peer> {
    const peer = await Peer.ready(node.url, person.token);
    this.#peers.push(peer);
    return peer;
  }

  async listener(node: SpawnedService, person: Person): Promise<Listener> {
    return listening(await this.connect(node, person));
  }

  /** Says hello with a ticket: `ready`, or the code that the connection was closed with. */
  async redeem(node: SpawnedService, ticket: string): Promise<string> {
    const peer = await Peer.open(node.url);
    this.#peers.push(peer);
    peer.send({ type: 'hello', protocol: 1, ticket });
    const closed = peer.closed().then(({ code }) => String(code));
    return Promise.race([
      peer.next('ready').then(
        ({ type }) => type,
        () => closed,
      ),
      closed,
    ]);
  }

  /** What a node answers of who is there, besides the asker. */
  async present(node: SpawnedService, person: Person, channelId: string): Promise<StoredStatus[]> {
    const rest = new RestClient({ baseUrl: node.url, token: person.token });
    return (await rest.listPresence(channelId)).filter(({ userId }) => userId !== person.id);
  }

  /** A number of a node's metrics: the sum over samples of a name whose labels hold all of these. */
  async metric(node: SpawnedService, name: string, ...labels: string[]): Promise<number> {
    const answer = await fetch(`${node.url}/metrics`, { headers: { authorization: `Bearer ${SERVICE_TOKEN}` } });
    const samples = (await answer.text()).split('\n').filter((line) => new RegExp(`^${name}[{ ]`).test(line));
    const fitting = samples.filter((line) => labels.every((label) => line.includes(label)));
    return fitting.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
  }

  async close(): Promise<void> {
    for (const peer of this.#peers) peer.end();
    await Promise.all([...this.#services].map((service) => service.end('SIGKILL')));
    await this.store.close();
    await rm(this.#directory, { recursive: true, force: true });
  }
}

const listening = (peer: Peer): Listener => ({
  peer,
  heardUntil: async (person, last) => {
    const heard: UserStatus[] = [];
    while (heard.at(-1) !== last) {
      const frame = await peer.next('presence');
      if (frame.userId === person.id) heard.push(frame.status);
    }
    return heard;
  },
  heardSoFar: async (person) => {
    peer.send({ type: 'ping', t: 0 });
    const heard: UserStatus[] = [];
    for (;;) {
      const frame = await peer.nextOfAny();
      if (frame.type === 'pong') return heard;
      if (frame.type === 'presence' && frame.userId === person.id) heard.push(frame.status);
    }
  },
});
