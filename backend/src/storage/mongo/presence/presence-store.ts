import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';
import type { PresenceStore, StoredPresence } from '../../presence-store.js';
import { PRESENCE_FIELDS, type PresenceCalls, type PresenceDocument } from './documents.js';
import { settling } from './settle.js';

/** `PresenceStore` over the users' documents. */
export const createPresenceStore = (db: Db, calls: PresenceCalls): PresenceStore => {
  const users = db.collection<PresenceDocument>('users');
  const find = (filter: Parameters<typeof users.find>[0], limit = 0): Promise<StoredPresence[]> =>
    calls.read('find', 'users', async () => {
      const found = await users.find(filter, { projection: PRESENCE_FIELDS, limit }).toArray();
      return found.map(toPresence);
    });
  return {
    async settle(nodeId, changes) {
      if (changes.length === 0) return [];
      const token = randomUUID();
      const updates = changes.map((change) => ({
        updateOne: { filter: { _id: change.userId }, update: settling(nodeId, change, token) },
      }));
      await calls.write('update', 'users', () => users.bulkWrite(updates, { ordered: false }));
      const ids = changes.map(({ userId }) => userId);
      return find({ _id: { $in: ids }, statusBy: token });
    },

    find: async (ids) => (ids.length === 0 ? [] : find({ _id: { $in: [...new Set(ids)] } })),

    // The comparison is what lets the sparse index answer.
    nodeIds: () =>
      calls.read('find', 'users', async () => {
        const ids = await users.distinct('nodes', { nodes: { $gt: '' } });
        return ids.filter((id) => id !== undefined);
      }),

    findOn: (nodeId, limit) => find({ nodes: { $eq: nodeId } }, limit),
  };
};

/** Of a document with `PRESENCE_FIELDS`. */
export const toPresence = ({ _id, status, lastSeenAt }: PresenceDocument): StoredPresence => ({
  userId: _id,
  status,
  lastSeenAt,
});
