import type { NodeStore } from '../../node-store.js';
import type { StoredPresence } from '../../presence-store.js';
import type { Calls } from '../calls/calls.js';
import type { Database } from '../collections.js';
import { WAITS } from '../limits.js';
import { PRESENCE_FIELDS } from './presence-store.js';

const BOUNDED = { maxTimeMS: WAITS.serverReadMs } as const;

/**
 * Read again before a mark: a change becomes visible a while after the time that it carries, and the clock of a new
 * primary may be behind the last one's.
 */
const OVERLAP_MS = 5_000;

/** Changes read in one call. Those of one bulk write carry one time, so it has to be far more than they may hold. */
const MAX_CHANGES = 20_000;

/** A document a node, and the times at which users' statuses changed. */
export const createNodeStore = ({ db, nodes, users }: Database, calls: Calls): NodeStore => ({
  beat: (nodeId) =>
    calls.write('update', 'nodes', async () => {
      const before = await nodes.findOneAndUpdate({ _id: nodeId }, { $inc: { beats: 1 } }, { upsert: true });
      const all = await nodes.find({}, BOUNDED).toArray();
      return { isNew: before === null, nodes: all.map(({ _id, beats }) => ({ nodeId: _id, beats })) };
    }),

  remove: async (nodeId) => {
    await calls.write('delete', 'nodes', () => nodes.deleteOne({ _id: nodeId }));
  },

  presenceSince: (mark) =>
    calls.read('find', 'users', async () => {
      const now = await timeOf(db);
      if (mark === undefined) return { presences: [], mark: now };
      const presences = await users
        .find<StoredPresence & { statusAt: Date }>(
          { statusAt: { $gte: new Date(mark - OVERLAP_MS) } },
          { ...BOUNDED, projection: { ...PRESENCE_FIELDS, statusAt: 1 } },
        )
        .sort({ statusAt: 1 })
        .limit(MAX_CHANGES)
        .toArray();
      if (presences.length < MAX_CHANGES) return { presences, mark: now };
      return { presences, mark: Math.max(mark, presences.at(-1)?.statusAt.getTime() ?? now) };
    }),
});

const timeOf = async (db: Database['db']): Promise<number> => {
  const { localTime } = await db.command({ hello: 1 });
  if (!(localTime instanceof Date)) throw new TypeError('hello answered without localTime');
  return localTime.getTime();
};
