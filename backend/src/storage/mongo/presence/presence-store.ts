import { randomUUID } from 'node:crypto';
import type { Filter } from 'mongodb';
import type { PresenceStore, StoredPresence } from '../../presence-store.js';
import type { Calls } from '../calls/calls.js';
import type { Database, UserDocument } from '../collections.js';
import { WAITS } from '../limits.js';
import { settling } from './settle.js';

const BOUNDED = { maxTimeMS: WAITS.serverReadMs } as const;

/** A `StoredPresence` from a user's document. */
export const PRESENCE_FIELDS = { _id: 0, userId: '$_id', status: 1, lastSeenAt: 1 } as const;

/** Who is there, kept in the users' documents. */
export const createPresenceStore = ({ users }: Database, calls: Calls): PresenceStore => {
  const find = (filter: Filter<UserDocument>, limit = 0): Promise<StoredPresence[]> =>
    calls.read('find', 'users', () =>
      users.find<StoredPresence>(filter, { ...BOUNDED, projection: PRESENCE_FIELDS, limit }).toArray(),
    );
  return {
    async settle(nodeId, changes) {
      if (changes.length === 0) return [];
      const token = randomUUID();
      const updates = changes.map((change) => ({
        updateOne: { filter: { _id: change.userId }, update: settling(nodeId, change, token) },
      }));
      await calls.write('update', 'users', () => users.bulkWrite(updates, { ordered: false }));
      return find({ _id: { $in: changes.map(({ userId }) => userId) }, statusBy: token });
    },

    find: async (ids) => (ids.length === 0 ? [] : find({ _id: { $in: [...new Set(ids)] } })),

    nodeIds: () =>
      calls.read('find', 'users', async () => {
        // The comparison is what lets the sparse index answer.
        const ids = await users.distinct('nodes', { nodes: { $gt: '' } }, BOUNDED);
        return ids.filter((id) => id !== undefined);
      }),

    findOn: (nodeId, limit) => find({ nodes: { $eq: nodeId } }, limit),
  };
};
