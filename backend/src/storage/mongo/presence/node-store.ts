import type { Db } from 'mongodb';
import type { NodeStore } from '../../node-store.js';
import { type NodeDocument, PRESENCE_FIELDS, type PresenceCalls, type PresenceDocument } from './documents.js';
import { toPresence } from './presence-store.js';

/**
 * Read again before a mark: a change becomes visible a while after the time that it carries, and the clock of a new
 * primary may be behind the last one's.
 */
const OVERLAP_MS = 5_000;

/** Changes read in one call. Those of one bulk write carry one time, so it has to be far more than they may hold. */
const MAX_CHANGES = 20_000;

/** `NodeStore` over a document a node, and the times at which users' statuses changed. */
export const createNodeStore = (db: Db, calls: PresenceCalls): NodeStore => {
  const nodes = db.collection<NodeDocument>('nodes');
  const users = db.collection<PresenceDocument>('users');
  return {
    beat: (nodeId) =>
      calls.write('update', 'nodes', async () => {
        const before = await nodes.findOneAndUpdate({ _id: nodeId }, { $inc: { beats: 1 } }, { upsert: true });
        const all = await nodes.find().toArray();
        return { isNew: before === null, nodes: all.map(({ _id, beats }) => ({ nodeId: _id, beats })) };
      }),

    remove: async (nodeId) => {
      await calls.write('delete', 'nodes', () => nodes.deleteOne({ _id: nodeId }));
    },

    presenceSince: (mark) =>
      calls.read('find', 'users', async () => {
        const now = await timeOf(db);
        if (mark === undefined) return { presences: [], mark: now };
        const since = { statusAt: { $gte: new Date(mark - OVERLAP_MS) } };
        const changed = await users
          .find(since, { projection: { ...PRESENCE_FIELDS, statusAt: 1 } })
          .sort({ statusAt: 1 })
          .limit(MAX_CHANGES)
          .toArray();
        const reached = changed.length < MAX_CHANGES ? now : changed.at(-1)?.statusAt?.getTime();
        return { presences: changed.map(toPresence), mark: Math.max(mark, reached ?? 0) };
      }),
  };
};

const timeOf = async (db: Db): Promise<number> => {
  const { localTime } = await db.command({ hello: 1 });
  if (!(localTime instanceof Date)) throw new TypeError('hello answered without localTime');
  return localTime.getTime();
};
