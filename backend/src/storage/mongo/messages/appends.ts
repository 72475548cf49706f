import { events } from '../../../events.js';
import { StoreUnavailable } from '../../errors.js';
import { describeFailure, duplicateIn, storedBefore, toStoreError } from '../calls/failures.js';
import { backOff } from '../calls/retries.js';
import { CommitUnknown, transact } from '../calls/transaction.js';
import type { Database, MessageDocument } from '../collections.js';
import { LOG_INDEX } from '../indexes.js';
import type { KnownIds } from '../known-ids.js';
import { WAITS } from '../limits.js';
import { headsOf, lastSeq } from './heads.js';
import { keyText, type Share } from './share.js';

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
   * One ordered insert for many channels: the server stops at the first document that it cannot take.
   * Never rejects.
   */
  async storeTogether(given: readonly Share[]): Promise<void> {
    const shares = await this.#admitted(given, true);
    const documents = shares.flatMap((share) => share.documents(share.lane.head ?? 0));
    if (documents.length === 0) return;
    const startedAt = performance.now();
    try {
      await this.#database.entries.insertMany(documents, { ordered: true });
      publishCommit(documents.length, startedAt);
      for (const share of shares) share.settleStored(share.waiting.length);
    } catch (error) {
      await this.#afterFailure(shares, error);
    }
  }

  /**
   * Reads the channel's last number and inserts after it in one transaction: of several nodes that do so at once none
   * inserts after an entry that a fault of the server may still take away. Never rejects.
   */
  async storeAlone(given: Share): Promise<void> {
    const [share] = await this.#admitted([given], false);
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
      // Nobody else has written since: the next numbers are safe to guess again.
      if (head === share.lane.head) share.lane.isContended = false;
      share.settleStored(share.waiting.length);
    } catch (error) {
      share.lane.head = undefined;
      share.lane.failures += 1;
      if (error instanceof CommitUnknown) share.markUnknown();
      if (duplicateIn(error) !== LOG_INDEX) await this.#settleByLooking([share]);
    }
  }

  /** Those with something to store; channels and authors are known, and heads too where they are wanted. */
  async #admitted(shares: readonly Share[], withHeads: boolean): Promise<Share[]> {
    try {
      const channels = await this.#knownChannels.missing(shares.map(({ lane }) => lane.channelId));
      const authors = await this.#knownUsers.missing(
        shares.flatMap(({ waiting }) => waiting.map(({ message }) => message.authorId)),
      );
      for (const share of shares) {
        if (channels.has(share.lane.channelId)) share.settleWithoutChannel();
        share.settleAuthors(authors);
      }
      if (withHeads) await this.#readHeads(shares);
    } catch {
      // Tried again from the start, until the sends' time is up.
      for (const { lane } of shares) lane.failures += 1;
      return [];
    }
    return shares.filter(({ waiting }) => waiting.length > 0);
  }

  async #readHeads(shares: readonly Share[]): Promise<void> {
    const lanes = new Map(
      shares.filter(({ lane }) => lane.head === undefined).map(({ lane }) => [lane.channelId, lane]),
    );
    if (lanes.size === 0) return;
    const options = { maxTimeMS: WAITS.serverReadMs };
    const pipeline = headsOf([...lanes.keys()]);
    const found = await this.#database.entries.aggregate<{ _id: string; head: number }>(pipeline, options).toArray();
    for (const lane of lanes.values()) lane.head = 0;
    for (const { _id, head } of found) {
      const lane = lanes.get(_id);
      if (lane) lane.head = head;
    }
  }

  /** Of an ordered insert that failed, what came before the failure is stored, and nothing of what came after. */
  async #afterFailure(shares: readonly Share[], error: unknown): Promise<void> {
    let stored = storedBefore(error);
    if (stored === undefined) {
      for (const share of shares) {
        share.lane.head = undefined;
        share.lane.failures += 1;
        share.markUnknown();
      }
      await this.#settleByLooking(shares);
      return;
    }
    for (const share of shares) {
      const count = Math.min(stored, share.waiting.length);
      const isWhole = count === share.waiting.length;
      share.settleStored(count);
      stored -= count;
      if (isWhole) continue;
      await this.#afterRefusal(share, error);
      return;
    }
  }

  /** The first of the share's sends was refused. */
  async #afterRefusal(share: Share, error: unknown): Promise<void> {
    const index = duplicateIn(error);
    if (index === undefined) share.reject(toStoreError(error, true), 1);
    else if (index === LOG_INDEX) {
      share.lane.head = undefined;
      share.lane.isContended = true;
    } else await this.#settleByLooking([share]);
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
