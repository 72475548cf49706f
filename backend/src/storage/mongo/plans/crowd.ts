import { newId } from '../../../chat/ids.js';
import type { Random } from '../../../hostile/seeded-random.js';
import { channel, user } from '../../contract/fixtures.js';
import type { NewMessage, Store } from '../../store.js';
import type { MongoStore } from '../mongo-store.js';

const SIZES = {
  users: 2_000,
  channels: 300,
  entries: 20_000,
  changes: 400,
  files: 600,
  storedFiles: 60,
  tickets: 400,
  samples: 2_000,
};

/** Calls under way together while the store is filled. */
const PARALLEL = 200;

const SYLLABLES = ['an', 'ma', 'ri', 'ben', 'jo', 'han', 'lu', 'ca', 'ste', 'fa', 'no', 'ra'];

/** What a filled store holds. */
export interface Crowd {
  readonly userIds: readonly string[];
  readonly channelIds: readonly string[];
  /** One of them has a third of all entries. */
  readonly hotChannelId: string;
  /** Members of each channel, its owner first. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly fileIds: readonly string[];
  /** Those whose bytes are stored. */
  readonly storedFileIds: readonly string[];
  readonly ticketHashes: readonly string[];
  readonly startedAt: number;
}

/** Fills an empty store as a busy service would, through its own calls. */
export async function fill(store: MongoStore, random: Random): Promise<Crowd> {
  const startedAt = Date.now();
  const userIds = await fillUsers(store, random);
  const members = await fillChannels(store, random, userIds);
  const channelIds = [...members.keys()];
  const hotChannelId = channelIds[0] ?? '';
  const crowd = { userIds, channelIds, hotChannelId, members, startedAt };
  await fillLogs(store, random, crowd);
  const fileIds = await fillFiles(store, random, crowd);
  const ticketHashes = await fillTickets(store, startedAt);
  await fillSamples(store, startedAt);
  const storedFileIds = fileIds.slice(0, SIZES.storedFiles);
  await inParallel(storedFileIds, (id) => store.fileStore.write(id, bytesOf(600_000)), 10);
  return { ...crowd, fileIds, storedFileIds, ticketHashes };
}

/** A name of two words, as often alike as those of people. */
const nameOf = (random: Random): string => {
  const word = (): string => `${random.pick(SYLLABLES)}${random.pick(SYLLABLES)}${random.pick(SYLLABLES)}`;
  return `${word()} ${word()}`;
};

async function fillUsers(store: Store, random: Random): Promise<string[]> {
  const users = Array.from({ length: SIZES.users }, () =>
    user({ id: newId(), name: nameOf(random), isDisabled: random.below(50) === 0 }),
  );
  await inParallel(users, (one) => store.users.create(one));
  return users.map(({ id }) => id);
}

async function fillChannels(store: Store, random: Random, userIds: readonly string[]): Promise<Map<string, string[]>> {
  const members = new Map<string, string[]>();
  const channels = Array.from({ length: SIZES.channels }, (_, index) => {
    const type = index % 10 === 0 ? ('public' as const) : ('private' as const);
    const created = channel(random.pick(userIds), { id: newId(), type, createdAt: 1_700_000_000_000 + index });
    const others = Array.from({ length: 2 + random.below(30) }, () => random.pick(userIds));
    members.set(created.id, [...new Set([created.ownerId, ...others])]);
    return created;
  });
  await inParallel(channels, (one) => store.channels.create(one, members.get(one.id) ?? []));
  return members;
}

type Channels = Pick<Crowd, 'channelIds' | 'hotChannelId' | 'members' | 'userIds'>;

/** A message of a member, in the hot channel every third. */
export const messageOf = (random: Random, { channelIds, hotChannelId, members }: Channels): NewMessage => {
  const channelId = random.below(3) === 0 ? hotChannelId : random.pick(channelIds);
  const authorId = random.pick(members.get(channelId) ?? []);
  return { channelId, authorId, clientId: newId(), content: 'hello', createdAt: Date.now() };
};

async function fillLogs(store: Store, random: Random, channels: Channels): Promise<void> {
  const messages = Array.from({ length: SIZES.entries - SIZES.changes }, () => messageOf(random, channels));
  await inParallel(messages, (message) => store.messages.append(message), 2_000);
  const targets = Array.from({ length: SIZES.changes }, () => 1 + random.below(3_000));
  const { hotChannelId } = channels;
  for (const target of targets) {
    if (random.below(5) === 0) await store.messages.delete(hotChannelId, target, Date.now());
    else await store.messages.edit(hotChannelId, target, `edit ${random.below(1_000_000)}`, Date.now());
  }
}

async function fillFiles(store: Store, random: Random, channels: Channels): Promise<string[]> {
  const { hotChannelId, members } = channels;
  const files = Array.from({ length: SIZES.files }, (_, index) => ({
    id: newId(),
    name: 'a.txt',
    type: 'text/plain',
    sizeBytes: 10,
    uploaderId: random.pick(members.get(hotChannelId) ?? []),
    createdAt: index,
  }));
  await inParallel(files, (file) => store.files.create(file));
  for (const { id, uploaderId } of files.filter((_, index) => index % 4 === 0)) {
    const message = { ...messageOf(random, channels), channelId: hotChannelId, authorId: uploaderId };
    await store.messages.append({ ...message, fileIds: [id] });
  }
  return files.map(({ id }) => id);
}

/** Bytes of a file, which may take several chunks. */
export async function* bytesOf(sizeBytes: number): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.alloc(sizeBytes));
}

async function fillTickets(store: Store, now: number): Promise<string[]> {
  const hashes = Array.from({ length: SIZES.tickets }, newId);
  await inParallel(hashes, (hash) =>
    store.tickets.put({ hash, issuerId: null, channelIds: null, expiresAt: now + 60_000, sessionEndsAt: now }, now),
  );
  return hashes;
}

async function fillSamples(store: Store, now: number): Promise<void> {
  for (const type of ['cpu_usage', 'memory_usage', 'disk_usage']) {
    const samples = Array.from({ length: SIZES.samples }, (_, index) => {
      const at = now - (SIZES.samples - index) * 60_000;
      return { type, labels: { node: 'a' }, value: index, at };
    });
    await store.samples.put(samples, now);
  }
}

async function inParallel<Item>(items: readonly Item[], call: (item: Item) => Promise<unknown>, most = PARALLEL) {
  for (let from = 0; from < items.length; from += most) {
    await Promise.all(items.slice(from, from + most).map(call));
  }
}
