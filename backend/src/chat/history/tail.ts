import type { Author } from '@chatwatch/client';
import type { StoredMessage } from '../../storage/store.js';
import { presentMessage } from '../present.js';
import { type Following, FRESH_MS } from './page-feed.js';

/** A page that is further behind than this is read again: one read of the store is then cheaper than to keep more. */
const KEPT_ENTRIES = 64;
const KEPT_CHARACTERS = 32_768;

/** How long ago what other nodes wrote may last have been known while the store is away. */
const USABLE_MS = 60_000;

/** An entry of the log, as pages take it in: the message that it made or changed, in its state after it. */
export class TailEntry {
  readonly seq: number;
  readonly message: StoredMessage;
  #json: string | undefined;
  #author: Author | undefined;

  constructor(seq: number, message: StoredMessage) {
    this.seq = seq;
    this.message = message;
  }

  get isNewMessage(): boolean {
    return this.seq === this.message.seq;
  }

  /** The message as JSON; every page that shows it shares the text. */
  json(author: Author | undefined): string {
    if (this.#json !== undefined && this.#author === author) return this.#json;
    this.#author = author;
    return (this.#json = JSON.stringify(presentMessage(this.message, author)));
  }
}

const NONE: readonly TailEntry[] = [];

/**
 * The last entries of a channel's log that this node knows of, by which pages are brought up to date. It begins with the
 * first page that is read and knows of every entry from then on; entries that come early wait for those before them.
 */
export class ChannelTail {
  #entries: TailEntry[] = [];
  #characters = 0;
  readonly #early = new Map<number, TailEntry>();
  /** Undefined until the first page has told where the log stands. */
  #head: number | undefined;
  /** The highest number heard of. */
  #known = 0;
  #isRetired = false;
  readonly #following: Following | undefined;
  /** When the store last said how far the log goes. */
  #knownAt = -Infinity;
  #mayBeOld = false;

  /** @param following what other nodes write; undefined where there are none */
  constructor(following?: Following) {
    this.#following = following;
  }

  /** Settles when other nodes' entries are heard; undefined where there is nothing to wait for. */
  get ready(): Promise<void> | undefined {
    return this.#following?.ready;
  }

  /** Whether what other nodes wrote is known well enough to answer by. */
  get isFresh(): boolean {
    return this.#following === undefined || this.ageMs < FRESH_MS;
  }

  /** The same while the store is away. */
  get isUsable(): boolean {
    return this.ageMs < USABLE_MS;
  }

  /** How long ago all of the log was last known, milliseconds; 0 where nobody else writes. */
  get ageMs(): number {
    if (this.#following === undefined) return 0;
    return Math.max(0, performance.now() - this.#following.heardUntil(this.#knownAt));
  }

  /** Runs something by what is known, however long ago. */
  whileOld<Result>(work: () => Result): Result {
    this.#mayBeOld = true;
    try {
      return work();
    } finally {
      this.#mayBeOld = false;
    }
  }

  /** Nothing is added any more: what was brought up to date by it has to be read again. */
  retire(): void {
    this.#isRetired = true;
    this.#following?.release();
  }

  /** The store said that the log goes to `head`. @param askedAt on the clock of `performance.now()` */
  confirm(head: number, askedAt: number): void {
    this.hear(head);
    this.#knownAt = Math.max(this.#knownAt, askedAt);
  }

  /** A page that was read from the store shows the log up to `head`. @param askedAt as for `confirm` */
  adopt(head: number, askedAt: number): void {
    this.#knownAt = Math.max(this.#knownAt, askedAt);
    if (this.#head !== undefined && head <= this.#head) return;
    this.#clear();
    this.#head = head;
    for (const seq of this.#early.keys()) if (seq <= head) this.#early.delete(seq);
    this.#takeEarly();
  }

  add(entry: TailEntry): void {
    this.hear(entry.seq);
    if (this.#head !== undefined && entry.seq <= this.#head) return;
    this.#early.set(entry.seq, entry);
    if (this.#head !== undefined) this.#takeEarly();
    // What they wait for does not come: a read of the store tells where the log stands.
    if (this.#early.size > KEPT_ENTRIES) this.#early.clear();
  }

  /** The log has this number, whatever is there: pages that do not go so far are not up to date. */
  hear(seq: number): void {
    if (seq > this.#known) this.#known = seq;
  }

  /** Entries after a number, none where it is the last one; undefined where not all of them are known. */
  after(seq: number): readonly TailEntry[] | undefined {
    if (this.#isRetired || this.#head === undefined || this.#known > this.#head) return undefined;
    if (!this.#mayBeOld && !this.isFresh) return undefined;
    const count = this.#head - seq;
    if (count === 0) return NONE;
    return count < 0 || count > this.#entries.length ? undefined : this.#entries.slice(-count);
  }

  get head(): number {
    return this.#head ?? 0;
  }

  #takeEarly(): void {
    for (;;) {
      const next = (this.#head ?? 0) + 1;
      const entry = this.#early.get(next);
      if (!entry) return;
      this.#early.delete(next);
      this.#head = next;
      this.#entries.push(entry);
      this.#characters += entry.message.content.length;
      this.#shorten();
    }
  }

  #shorten(): void {
    while (this.#entries.length > KEPT_ENTRIES || (this.#characters > KEPT_CHARACTERS && this.#entries.length > 1)) {
      this.#characters -= this.#entries.shift()?.message.content.length ?? 0;
    }
  }

  #clear(): void {
    this.#entries = [];
    this.#characters = 0;
  }
}
