import { StoreRejected } from '../errors.js';
import type { ChannelStore, StoredChannel } from '../store.js';
import type { Calls } from './calls/calls.js';
import { duplicateIn } from './calls/failures.js';
import { transact } from './calls/transaction.js';
import type { ChannelDocument, Database } from './collections.js';
import type { KnownIds } from './known-ids.js';
import { WAITS } from './limits.js';

const BOUNDED = { maxTimeMS: WAITS.serverReadMs } as const;
const CHANNEL_FIELDS = { _id: 0, id: '$_id', name: 1, type: 1, ownerId: 1, createdAt: 1 } as const;

interface SharedChannel {
  readonly channelId: string;
  readonly memberIds: string[];
}

/** Channels and who is in them. */
export const createChannelStore = (database: Database, calls: Calls, knownUsers: KnownIds): ChannelStore => ({
  ...createReads(database, calls),
  ...createMembers(database, calls, knownUsers),

  create: (channel, memberIds) =>
    calls.write('insert', 'channels', async () => {
      const asked = new Set([channel.ownerId, ...memberIds]);
      const missing = await knownUsers.missing(asked);
      if (missing.has(channel.ownerId)) throw new StoreRejected('the owner is not a stored user');
      await insert(
        database,
        channel,
        [...asked].filter((id) => !missing.has(id)),
      );
    }),
});

const insert = async (database: Database, { id, ...channel }: StoredChannel, userIds: string[]): Promise<void> => {
  const deadlineAt = performance.now() + WAITS.retryMs;
  try {
    await transact(database.client, deadlineAt, async (session) => {
      await database.channels.insertOne({ _id: id, ...channel }, { session });
      const members = userIds.map((userId) => ({ channelId: id, userId, type: channel.type }));
      await database.members.insertMany(members, { session });
    });
  } catch (error) {
    if (duplicateIn(error) !== undefined) throw new StoreRejected('a channel of this id is stored already');
    throw error;
  }
};

const createMembers = (
  { channels, members }: Database,
  calls: Calls,
  knownUsers: KnownIds,
): Pick<ChannelStore, 'memberIds' | 'isMember' | 'findShared' | 'addMember' | 'removeMember'> => ({
  memberIds: (channelId) =>
    calls.read('find', 'members', async () => {
      const options = { ...BOUNDED, projection: { _id: 0, userId: 1 } };
      const found = await members.find({ channelId }, options).toArray();
      return found.map(({ userId }) => userId);
    }),

  isMember: (channelId, userId) =>
    calls.read('count', 'members', async () => {
      const options = { ...BOUNDED, projection: { _id: 0, channelId: 1, userId: 1 } };
      return (await members.findOne({ channelId, userId }, options)) !== null;
    }),

  findShared: (userIds, maxMembers) =>
    calls.read('find', 'members', () =>
      members.aggregate<SharedChannel>(sharedOf(userIds, maxMembers, members.collectionName), BOUNDED).toArray(),
    ),

  addMember: (channelId, userId) =>
    calls.write('insert', 'members', async () => {
      const options = { ...BOUNDED, projection: { _id: 0, type: 1 } };
      const channel = await channels.findOne<Pick<ChannelDocument, 'type'>>({ _id: channelId }, options);
      if (channel === null || !(await knownUsers.has(userId))) return false;
      try {
        await members.insertOne({ channelId, userId, type: channel.type });
        return true;
      } catch (error) {
        if (duplicateIn(error) === undefined) throw error;
        return false;
      }
    }),

  removeMember: (channelId, userId) =>
    calls.write('delete', 'members', async () => (await members.deleteOne({ channelId, userId })).deletedCount === 1),
});

/** A channel that is too large is counted no further than to see that it is. */
const sharedOf = (userIds: readonly string[], maxMembers: number, members: string) => [
  { $match: { userId: { $in: userIds }, type: { $in: ['private', 'direct'] } } },
  { $group: { _id: '$channelId' } },
  {
    $lookup: {
      from: members,
      localField: '_id',
      foreignField: 'channelId',
      pipeline: [{ $limit: maxMembers + 1 }, { $project: { _id: 0, userId: 1 } }],
      as: 'members',
    },
  },
  { $match: { [`members.${maxMembers}`]: { $exists: false } } },
  { $project: { _id: 0, channelId: '$_id', memberIds: '$members.userId' } },
];

const createReads = (
  { channels, members, entries }: Database,
  calls: Calls,
): Pick<ChannelStore, 'findById' | 'listVisible' | 'lastUsed'> => ({
  findById: (id) =>
    calls.read('find', 'channels', async () => {
      const options = { ...BOUNDED, projection: CHANNEL_FIELDS };
      return (await channels.findOne<StoredChannel>({ _id: id }, options)) ?? undefined;
    }),

  listVisible: (userId) =>
    calls.read('find', 'channels', async () => {
      const options = { ...BOUNDED, projection: { _id: 0, channelId: 1 } };
      const own = await members.find({ userId, type: { $in: ['private', 'direct'] } }, options).toArray();
      const ids = own.map(({ channelId }) => channelId);
      const filter = { $or: [{ type: 'public' as const }, { _id: { $in: ids } }] };
      const found = await channels.find<StoredChannel>(filter, { ...BOUNDED, projection: CHANNEL_FIELDS }).toArray();
      return found.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
    }),

  lastUsed: (limit) =>
    calls.read('find', 'messages', async () => {
      const pipeline = [
        { $sort: { channelId: 1, seq: -1 } },
        { $group: { _id: '$channelId', at: { $first: '$createdAt' } } },
        { $sort: { at: -1, _id: -1 } },
        { $limit: limit },
      ];
      const found = await entries.aggregate<{ _id: string }>(pipeline, BOUNDED).toArray();
      return found.map(({ _id }) => _id);
    }),
});
