import type { Database } from 'better-sqlite3';

export interface KnownChannel {
  readonly key: number;
  /** The log's last number, of this transaction too. */
  head: number;
  /** Whether this transaction moved the head. */
  isMoved: boolean;
}

/** Entries kept; beyond, everything is forgotten and read again. About 15 MB each. */
const MAX_KNOWN = 100_000;

/**
 * What the writer remembers between appends: the integer keys of channels and users, and the channels' heads.
 * A rolled back transaction forgets everything, so memory never runs ahead of the file.
 */
export class KnownKeys {
  readonly #channels = new Map<string, KnownChannel>();
  readonly #users = new Map<string, number>();
  readonly #moved: KnownChannel[] = [];
  readonly #findChannel;
  readonly #findUser;
  readonly #writeHead;

  constructor(database: Database) {
    this.#findChannel = database
      .prepare<[string], readonly [key: number, head: number]>('SELECT key, head FROM channels WHERE id = ?')
      .raw();
    this.#findUser = database.prepare<[string], number>('SELECT key FROM users WHERE id = ?').pluck();
    this.#writeHead = database.prepare<[head: number, key: number]>('UPDATE channels SET head = ? WHERE key = ?');
  }

  channel(id: string): KnownChannel | undefined {
    const known = this.#channels.get(id);
    if (known !== undefined) return known;
    const row = this.#findChannel.get(id);
    if (row === undefined) return undefined;
    const found = { key: row[0], head: row[1], isMoved: false };
    this.#channels.set(id, found);
    return found;
  }

  userKey(id: string): number | undefined {
    const known = this.#users.get(id);
    if (known !== undefined) return known;
    const key = this.#findUser.get(id);
    if (key !== undefined) this.#users.set(id, key);
    return key;
  }

  /** Takes the next number; call it after the last statement that may fail, so that no number is lost. */
  advance(channel: KnownChannel): void {
    channel.head += 1;
    if (channel.isMoved) return;
    channel.isMoved = true;
    this.#moved.push(channel);
  }

  /** One update a channel, however many messages the group had for it. */
  writeHeads(): void {
    for (const channel of this.#moved) this.#writeHead.run(channel.head, channel.key);
  }

  committed(): void {
    for (const channel of this.#moved) channel.isMoved = false;
    this.#moved.length = 0;
    if (this.#channels.size > MAX_KNOWN) this.#channels.clear();
    if (this.#users.size > MAX_KNOWN) this.#users.clear();
  }

  forget(): void {
    this.#moved.length = 0;
    this.#channels.clear();
    this.#users.clear();
  }
}
