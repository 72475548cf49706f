import { newId } from '../../../chat/ids.js';
import type { Random } from '../../../hostile/seeded-random.js';
import { channel, user } from '../../contract/fixtures.js';
import { toArray } from '../../files/contract.js';
import type { MongoStore } from '../mongo-store.js';
import { bytesOf, type Crowd, messageOf } from './crowd.js';

/** The parts of the store that ask the database. */
type Parts = Omit<MongoStore, 'health' | 'close'>;

/** A call of each method of each part: the compiler refuses a store that has one more. */
export type Exercises = {
  readonly [Part in keyof Parts]-?: { readonly [Method in keyof NonNullable<Parts[Part]>]: () => Promise<unknown> };
};

interface Context {
  readonly store: MongoStore;
  readonly crowd: Crowd;
  readonly random: Random;
  /** Different ones. */
  readonly someUsers: (count: number) => string[];
}

/** Calls of every method, each time with other values, as the service makes them. */
export function createExercises(store: MongoStore, crowd: Crowd, random: Random): Exercises {
  const someUsers = (count: number): string[] => [
    ...new Set(Array.from({ length: count }, () => random.pick(crowd.userIds))),
  ];
  const context = { store, crowd, random, someUsers };
  return {
    users: exerciseUsers(context),
    presence: exercisePresence(context),
    nodes: exerciseNodes(context),
    channels: exerciseChannels(context),
    messages: exerciseMessages(context),
    files: exerciseFiles(context),
    fileStore: exerciseFileStore(context),
    tickets: exerciseTickets(context),
    samples: exerciseSamples(context),
  };
}

const exerciseUsers = ({ store: { users }, crowd, random, someUsers }: Context): Exercises['users'] => {
  const one = (): string => random.pick(crowd.userIds);
  return {
    create: () => users.create(user({ id: newId() })),
    findById: () => users.findById(one()),
    findByEmail: async () => users.findByEmail((await users.findById(one()))?.email ?? ''),
    findAuthors: () => users.findAuthors(someUsers(50)),
    setRole: () => users.setRole(one(), random.pick(['user', 'admin'])),
    setDisabled: () => users.setDisabled(one(), random.below(2) === 0),
    findInactive: () => users.findInactive(someUsers(50)),
    search: async () => {
      const whole = (await users.findById(one()))?.name ?? '';
      for (const text of [whole, whole.slice(0, 4), whole.slice(0, 2), whole.split(' ').toReversed().join(' ')]) {
        await users.search(text, 20);
      }
    },
    setStatuses: () =>
      users.setStatuses(
        someUsers(100).map((userId) => ({ userId, status: random.pick(['online', 'away', 'busy', 'offline']) })),
        Date.now(),
      ),
  };
};

const exercisePresence = ({ store: { presence }, someUsers }: Context): Exercises['presence'] => {
  const settle = (isHere: boolean): Promise<unknown> =>
    presence.settle(
      'node-1',
      someUsers(50).map((userId) => ({ userId, isHere, at: Date.now() })),
    );
  return {
    settle: async () => {
      await settle(false);
      await settle(true);
    },
    find: () => presence.find(someUsers(50)),
    nodeIds: () => presence.nodeIds(),
    findOn: () => presence.findOn('node-1', 20),
  };
};

const exerciseNodes = ({ store: { nodes, presence }, someUsers }: Context): Exercises['nodes'] => {
  if (nodes === undefined) throw new Error('this store is shared by nodes');
  return {
    beat: () => nodes.beat('node-1'),
    remove: () => nodes.remove('node-2'),
    presenceSince: async () => {
      const { mark } = await nodes.presenceSince();
      const users = someUsers(20);
      await presence.settle(
        'node-1',
        users.map((userId) => ({ userId, isHere: true, at: Date.now() })),
      );
      await nodes.presenceSince(mark);
    },
  };
};

const exerciseChannels = ({ store: { channels }, crowd, random, someUsers }: Context): Exercises['channels'] => {
  const one = (): string => random.pick(crowd.channelIds);
  const stranger = newId();
  return {
    create: () => channels.create(channel(random.pick(crowd.userIds), { id: newId() }), someUsers(5)),
    findById: () => channels.findById(one()),
    listVisible: () => channels.listVisible(random.pick(crowd.userIds)),
    lastUsed: () => channels.lastUsed(200),
    memberIds: () => channels.memberIds(one()),
    isMember: async () => {
      const id = one();
      await channels.isMember(id, random.pick(crowd.members.get(id) ?? []));
      await channels.isMember(id, stranger);
    },
    findShared: () => channels.findShared(someUsers(20), 25),
    addMember: () => channels.addMember(one(), random.pick(crowd.userIds)),
    removeMember: () => channels.removeMember(one(), random.pick(crowd.userIds)),
  };
};

const exerciseMessages = ({ store: { messages }, crowd, random }: Context): Exercises['messages'] => {
  const { hotChannelId: channelId } = crowd;
  const seq = (): number => 200 + random.below(4_000);
  return {
    append: async () => {
      const message = messageOf(random, crowd);
      await messages.append(message);
      await messages.append(message);
    },
    edit: () => messages.edit(channelId, seq(), `edit ${random.below(1_000_000)}`, Date.now()),
    delete: () => messages.delete(channelId, seq(), Date.now()),
    findBySeq: () => messages.findBySeq(channelId, seq()),
    history: async () => {
      await messages.history({ channelId, limit: 50 });
      await messages.history({ channelId, before: seq(), limit: 50 });
      await messages.history({ channelId, after: seq(), limit: 50 });
      await messages.history({ channelId: random.pick(crowd.channelIds), limit: 50 });
    },
    log: () => messages.log(channelId, seq(), 100),
    head: () => messages.head(random.pick(crowd.channelIds)),
    heads: () => messages.heads(crowd.channelIds.slice(0, 50)),
  };
};

const exerciseFiles = ({ store, crowd, random }: Context): Exercises['files'] => {
  const { files, messages } = store;
  return {
    create: async () => {
      // A file goes its whole way: uploaded, sent, and deleted with its message.
      const message = messageOf(random, crowd);
      const shown = { id: newId(), name: 'a.txt', type: 'text/plain', sizeBytes: 1 };
      await files.create({ ...shown, uploaderId: message.authorId, createdAt: Date.now() });
      const sent = await messages.append({ ...message, fileIds: [shown.id] });
      if ('message' in sent) await messages.delete(message.channelId, sent.message.seq, Date.now());
    },
    findById: () => files.findById(random.pick(crowd.fileIds)),
    takeUnattached: () => files.takeUnattached(100, 5),
    known: () => files.known(crowd.fileIds.slice(-100)),
  };
};

const exerciseFileStore = ({
  store: { fileStore },
  crowd: { storedFileIds },
  random,
}: Context): Exercises['fileStore'] => ({
  write: () => fileStore.write(newId(), bytesOf(10)),
  read: async () => {
    const stream = await fileStore.read(random.pick(storedFileIds));
    return stream && toArray<Uint8Array>(stream);
  },
  remove: async () => {
    const id = newId();
    await fileStore.write(id, bytesOf(600_000));
    await fileStore.remove(id);
  },
  list: () => toArray(fileStore.list()),
  writtenAt: async () => {
    await fileStore.writtenAt(random.pick(storedFileIds));
    await fileStore.writtenAt(newId());
  },
});

const exerciseTickets = ({ store: { tickets }, crowd, random }: Context): Exercises['tickets'] => {
  const issued = { issuerId: null, channelIds: null, sessionEndsAt: crowd.startedAt };
  return {
    put: () => tickets.put({ hash: newId(), ...issued, expiresAt: crowd.startedAt + 90_000 }, crowd.startedAt),
    take: () => tickets.take(random.pick(crowd.ticketHashes)),
  };
};

const exerciseSamples = ({ store: { samples }, crowd: { startedAt } }: Context): Exercises['samples'] => ({
  put: () => samples.put([{ type: 'cpu_usage', labels: { node: 'b' }, value: 1, at: startedAt }], startedAt),
  read: () => samples.read({ type: 'cpu_usage', from: startedAt - 7_200_000, to: startedAt, stepMs: 60_000 }),
});
