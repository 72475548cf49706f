import type { Document } from 'mongodb';
import type { HistoryQuery, LogSlice, StoredHistoryPage, StoredMessage } from '../../store.js';
import type { Calls } from '../calls/calls.js';
import type { Database } from '../collections.js';
import { HISTORY_INDEX, LOG_INDEX } from '../indexes.js';
import { WAITS } from '../limits.js';
import { headsOf, lastSeq } from './heads.js';
import { ENTRY_FIELDS, MESSAGE_FIELDS, type ReadEntry, type ReadMessage, toEntry, toMessage } from './documents.js';

const BOUNDED = { maxTimeMS: WAITS.serverReadMs } as const;

/**
 * One moment for all of an aggregation, its parts included; without it, a page and a head may be of two. As one
 * command: a snapshot session with a query for each took 1.8 ms where this takes 1.5 (a plain page 1.1).
 */
const ONE_MOMENT = { ...BOUNDED, readConcern: { level: 'snapshot' } } as const;

interface Head {
  readonly head: number;
}

/** Reads of logs; each is bounded by its limit through an index. */
export class LogReads {
  readonly #entries: Database['entries'];
  readonly #calls: Calls;

  constructor({ entries }: Database, calls: Calls) {
    this.#entries = entries;
    this.#calls = calls;
  }

  findBySeq(channelId: string, seq: number): Promise<StoredMessage | undefined> {
    return this.#calls.read('find', 'messages', async () => {
      const options = { ...BOUNDED, projection: MESSAGE_FIELDS };
      const read = await this.#entries.findOne<ReadMessage>({ channelId, seq, kind: 'message' }, options);
      return read === null ? undefined : toMessage(read);
    });
  }

  async history({ channelId, before, after, limit }: HistoryQuery): Promise<StoredHistoryPage> {
    const [bound, order] = after === undefined ? [{ $lt: before ?? Infinity }, -1] : [{ $gt: after }, 1];
    const page = [
      { $match: { channelId, seq: bound, kind: 'message' } },
      { $sort: { channelId: -order, seq: order } },
      { $limit: limit + 1 },
      { $project: MESSAGE_FIELDS },
    ];
    const { found, head } = await this.#withHead(channelId, page, HISTORY_INDEX);
    const messages = found.filter((read) => read.kind === 'message').map(toMessage);
    return { messages: messages.slice(0, limit), head, hasMore: messages.length > limit };
  }

  async log(channelId: string, afterSeq: number, limit: number): Promise<LogSlice> {
    const slice = [
      { $match: { channelId, seq: { $gt: afterSeq } } },
      { $sort: { channelId: -1, seq: 1 } },
      { $limit: limit },
      { $project: ENTRY_FIELDS },
    ];
    const { found, head } = await this.#withHead(channelId, slice, LOG_INDEX);
    return { entries: found.map(toEntry), head };
  }

  head(channelId: string): Promise<number> {
    return this.#calls.read('find', 'messages', () => lastSeq(this.#entries, channelId));
  }

  /** A seek for each channel: the server jumps from one to the next along the index. */
  async heads(channelIds: readonly string[]): Promise<Map<string, number>> {
    const heads = new Map(channelIds.map((id) => [id, 0]));
    if (heads.size === 0) return heads;
    const found = await this.#calls.read('find', 'messages', () =>
      this.#entries.aggregate<Head & { _id: string }>(headsOf([...heads.keys()]), BOUNDED).toArray(),
    );
    for (const { _id, head } of found) heads.set(_id, head);
    return heads;
  }

  /** What a pipeline finds in a channel's log, and the log's last number, both of one moment. */
  async #withHead(
    channelId: string,
    pipeline: Document[],
    hint: string,
  ): Promise<{ found: ReadEntry[]; head: number }> {
    const head = [
      { $match: { channelId } },
      { $sort: { channelId: 1, seq: -1 } },
      { $limit: 1 },
      { $project: { _id: 0, head: '$seq' } },
    ];
    const both = [...pipeline, { $unionWith: { coll: this.#entries.collectionName, pipeline: head } }];
    const read = await this.#calls.read('find', 'messages', () =>
      this.#entries.aggregate<ReadEntry | Head>(both, { ...ONE_MOMENT, hint, batchSize: 2_000 }).toArray(),
    );
    // The head comes last and once.
    const found = read.filter((part): part is ReadEntry => 'kind' in part);
    const last = read.at(-1);
    return { found, head: last && 'head' in last ? last.head : 0 };
  }
}
