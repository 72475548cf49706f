import { events } from '../../../events.js';
import { StoreUnavailable } from '../../errors.js';
import { describeFailure, duplicateIn, storedBefore, toStoreError } from '../calls/failures.js';
import { backOff } from '../calls/retries.js';
import { CommitUnknown, transact } from '../calls/transaction.js';
import type { Database, MessageDocument } from '../collections.js';
import { LOG_INDEX } from '../indexes.js';
import type { KnownIds } from '../known-ids.js';
import { WAITS } from '../limits.js';
import type { ChannelLane } from './channel-lane.js';
import { headsOf, lastSeq } from './heads.js';
import { keyText, type Share } from './share.js';

/**
 * Inserts in a row of what one batch was made of: each after the first leaves out a channel that another node was
 * faster on. What is left then waits for the next batch.
 */
const ROUNDS = 8;

interface AppendsParts {
  readonly database: Database;
  readonly knownUsers: KnownIds;
  readonly knownChannels: KnownIds;
}

/**
 * Stores sends under the next numbers of their channels. Whatever happens on the way, what is stored of a channel is a
 * beginning of what was sent, so no number is left out; what is neither stored nor settled stays in its share.
 */
export class Appends {
  readonly #database: Database;
  readonly #knownUsers: KnownIds;
  readonly #knownChannels: KnownIds;

  constructor({ database, knownUsers, knownChannels }: AppendsParts) {
    this.#database = database;
    this.#knownUsers = knownUsers;
    this.#knownChannels = knownChannels;
  }

  /**
   * One ordered insert for many channels. The server stops at the first document that it cannot take: its channel waits
   * for the next time, and those behind it are sent again, with numbers read anew. Never rejects.
   */
  async storeTogether(given: readonly Share[]): Promise<void> {
    let shares = await this.#admitted(given);
    for (let round = 0; round < ROUNDS && shares.length > 0; round++) {
      const fresh = await this.#readHeads(shares, round > 0);
      shares = fresh === undefined ? [] : await this.#insert(shares, fresh);
    }
  }

  /**
   * Reads the channel's last number and inserts after it in one transaction: of several nodes that do so at once none
   * inserts after an entry that a fault of the server may still take away. Never rejects.
   */
  async storeAlone(given: Share): Promise<void> {
    const [share] = await this.#admitted([given]);
    if (share === undefined) return;
    const startedAt = performance.now();
    const { client, entries } = this.#database;
    try {
      const head = await transact(client, deadlineOf(share), async (session) => {
        const last = await lastSeq(entries, share.lane.channelId, session);
        await entries.insertMany(share.documents(last), { session, ordered: true });
        return last;
      });
      publishCommit(share.waiting.length, startedAt);
      if (head === share.lane.head) share.lane.isContended = false;
      else share.lane.refresh(head);
      share.settleStored(share.waiting.length);
    } catch (error) {
      share.lane.head = undefined;
      share.lane.failures += 1;
      if (error instanceof CommitUnknown) share.markUnknown();
      if (duplicateIn(error) !== LOG_INDEX) await this.#settleByLooking([share]);
    }
  }

  /** Those with something to store, whose channels and authors are known. */
  async #admitted(shares: readonly Share[]): Promise<Share[]> {
    try {
      const channels = await this.#knownChannels.missing(shares.map(({ lane }) => lane.channelId));
      const authors = await this.#knownUsers.missing(
        shares.flatMap(({ waiting }) => waiting.map(({ message }) => message.authorId)),
      );
      for (const share of shares) {
        if (channels.has(share.lane.channelId)) share.settleWithoutChannel();
        share.settleAuthors(authors);
      }
    } catch {
      // Tried again from the start, until the sends' time is up.
      for (const { lane } of shares) lane.failures += 1;
      return [];
    }
    return shares.filter(({ waiting }) => waiting.length > 0);
  }

  /**
   * Reads the last numbers of those channels where what is remembered will not do.
   * @returns the lanes that were read; undefined when that failed
   */
  async #readHeads(shares: readonly Share[], isOfAll: boolean): Promise<ReadonlySet<ChannelLane> | undefined> {
    const lanes = shares.map(({ lane }) => lane).filter((lane) => isOfAll || lane.head === undefined || lane.isShared);
    if (lanes.length === 0) return new Set();
    try {
      const options = { maxTimeMS: WAITS.serverReadMs };
      const pipeline = headsOf(lanes.map(({ channelId }) => channelId));
      const found = await this.#database.entries.aggregate<{ _id: string; head: number }>(pipeline, options).toArray();
      const heads = new Map(found.map(({ _id, head }) => [_id, head]));
      for (const lane of lanes) lane.refresh(heads.get(lane.channelId) ?? 0);
      return new Set(lanes);
    } catch {
      for (const { lane } of shares) lane.failures += 1;
      return undefined;
    }
  }

  /** @returns the shares behind the one that was refused, of which nothing was stored */
  async #insert(shares: readonly Share[], fresh: ReadonlySet<ChannelLane>): Promise<Share[]> {
    const documents = shares.flatMap((share) => share.documents(share.lane.head ?? 0));
    const startedAt = performance.now();
    try {
      await this.#database.entries.insertMany(documents, { ordered: true });
    } catch (error) {
      const stored = storedBefore(error);
      if (stored !== undefined) return this.#afterRefusal(shares, stored, error, fresh);
      for (const share of shares) {
        share.lane.head = undefined;
        share.lane.failures += 1;
        share.markUnknown();
      }
      await this.#settleByLooking(shares);
      return [];
    }
    publishCommit(documents.length, startedAt);
    for (const share of shares) share.settleStored(share.waiting.length);
    return [];
  }

  /** What came before the refused document is stored, and nothing of what came after. */
  async #afterRefusal(
    shares: readonly Share[],
    storedCount: number,
    error: unknown,
    fresh: ReadonlySet<ChannelLane>,
  ): Promise<Share[]> {
    let left = storedCount;
    for (const [index, share] of shares.entries()) {
      const count = Math.min(left, share.waiting.length);
      const isWhole = count === share.waiting.length;
      share.settleStored(count);
      left -= count;
      if (isWhole) continue;
      await this.#settleRefused(share, error, fresh);
      return shares.slice(index + 1);
    }
    return [];
  }

  /** The first of the share's sends was refused. */
  async #settleRefused(share: Share, error: unknown, fresh: ReadonlySet<ChannelLane>): Promise<void> {
    const index = duplicateIn(error);
    if (index === undefined) share.reject(toStoreError(error, true), 1);
    else if (index === LOG_INDEX) share.lane.lostRace(fresh.has(share.lane));
    else await this.#settleByLooking([share]);
  }

  /** Settles what is stored by now; the rest may be sent again, as the server takes no client id twice. */
  async #settleByLooking(shares: readonly Share[]): Promise<void> {
    try {
      const found = await this.#find(
        shares.flatMap((share) => share.keys),
        Math.min(...shares.map(deadlineOf)),
      );
      for (const share of shares) {
        if (share.keys.every((key) => !found.has(keyText(key)))) share.lane.failures += 1;
        share.settleFound(found);
      }
    } catch (error) {
      const reason = `the outcome of a write is not known: ${describeFailure(error)}`;
      for (const share of shares) share.reject(new StoreUnavailable(reason, { isOutcomeUnknown: true }));
    }
  }

  /** Asks again until the time is up. */
  async #find(keys: MessageDocument['_id'][], deadlineAt: number): Promise<Map<string, MessageDocument>> {
    const options = { maxTimeMS: WAITS.serverReadMs };
    for (let attempt = 0; ; attempt++) {
      try {
        const found = await this.#database.entries.find<MessageDocument>({ _id: { $in: keys } }, options).toArray();
        return new Map(found.map((document) => [keyText(document._id), document]));
      } catch (error) {
        if (performance.now() > deadlineAt) throw error;
      }
      await backOff(attempt);
    }
  }
}

/** Until when the oldest of a share's sends is tried. */
const deadlineOf = ({ waiting }: Share): number => (waiting[0]?.startedAt ?? performance.now()) + WAITS.retryMs;

const publishCommit = (writes: number, startedAt: number): void => {
  if (!events.commit.hasSubscribers) return;
  events.commit.publish({ writes, durationSeconds: (performance.now() - startedAt) / 1_000 });
};
