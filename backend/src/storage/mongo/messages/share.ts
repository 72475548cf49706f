import { StoreRejected } from '../../errors.js';
import type { MessageDocument } from '../collections.js';
import type { ChannelLane, PendingAppend } from './channel-lane.js';
import { keyOf, messageOf, toDocument } from './documents.js';

/** One channel's part of an insert: the sends that take its next numbers. What is settled leaves `waiting`. */
export class Share {
  readonly lane: ChannelLane;
  waiting: PendingAppend[];

  constructor(lane: ChannelLane, appends: PendingAppend[]) {
    this.lane = lane;
    this.waiting = appends;
  }

  get keys(): MessageDocument['_id'][] {
    return this.waiting.map(({ message }) => keyOf(message));
  }

  /** Documents of all that wait, numbered from the one after `head`. */
  documents(head: number): MessageDocument[] {
    return this.waiting.map((pending, index) => {
      pending.triedSeq = head + 1 + index;
      return toDocument(pending.message, pending.triedSeq);
    });
  }

  /** The first ones are durable under the numbers that they were sent with. */
  settleStored(count: number): void {
    if (count === 0) return;
    const stored = this.waiting.splice(0, count);
    for (const { message, triedSeq, resolve } of stored) {
      resolve({ outcome: 'stored', message: messageOf(toDocument(message, triedSeq)) });
    }
    this.lane.failures = 0;
    this.lane.head = stored.at(-1)?.triedSeq ?? this.lane.head;
  }

  /** What was sent last may be stored, or not. */
  markUnknown(): void {
    for (const { triedSeq, unknownSeqs } of this.waiting) unknownSeqs.push(triedSeq);
  }

  /** Settles those that a look at the store found, whoever stored them. */
  settleFound(found: ReadonlyMap<string, MessageDocument>): void {
    this.#settle(({ message, unknownSeqs, resolve }) => {
      const document = found.get(keyText(keyOf(message)));
      if (document === undefined) return false;
      if (document.channelId !== message.channelId) resolve({ outcome: 'conflict' });
      else {
        const isOurs = unknownSeqs.includes(document.seq);
        resolve({ outcome: isOurs ? 'stored' : 'duplicate', message: messageOf(document) });
      }
      return true;
    });
  }

  settleWithoutChannel(): void {
    this.#settle(({ resolve }) => {
      resolve({ outcome: 'no_channel' });
      return true;
    });
  }

  /** Refuses those of authors who are not stored. */
  settleAuthors(missing: ReadonlySet<string>): void {
    this.#settle(({ message, reject }) => {
      if (!missing.has(message.authorId)) return false;
      reject(new StoreRejected('the author is not a stored user'));
      return true;
    });
  }

  /** Refuses the first one, or all. */
  reject(error: Error, count = this.waiting.length): void {
    for (const { reject } of this.waiting.splice(0, count)) reject(error);
  }

  #settle(settle: (pending: PendingAppend) => boolean): void {
    const before = this.waiting.length;
    this.waiting = this.waiting.filter((pending) => !settle(pending));
    if (this.waiting.length < before) this.lane.failures = 0;
  }
}

/** A message's key as text, for a `Map`; ids hold no spaces. */
export const keyText = ({ authorId, clientId }: MessageDocument['_id']): string => `${authorId} ${clientId}`;
