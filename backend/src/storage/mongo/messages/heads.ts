import type { ClientSession, Document } from 'mongodb';
import type { Database } from '../collections.js';
import { WAITS } from '../limits.js';

/** The last number of each of many logs, in one query: along the index the server jumps from one log to the next. */
export const headsOf = (channelIds: readonly string[]): Document[] => [
  { $match: { channelId: { $in: channelIds } } },
  { $sort: { channelId: 1, seq: -1 } },
  { $group: { _id: '$channelId', head: { $first: '$seq' } } },
];

/** A log's last number, 0 when empty; in the transaction of the session, where one is given. */
export const lastSeq = async (
  entries: Database['entries'],
  channelId: string,
  session?: ClientSession,
): Promise<number> => {
  const last = await entries.findOne<{ seq: number }>(
    { channelId },
    {
      projection: { _id: 0, seq: 1 },
      sort: { channelId: 1, seq: -1 },
      maxTimeMS: WAITS.serverReadMs,
      ...(session && { session }),
    },
  );
  return last?.seq ?? 0;
};
