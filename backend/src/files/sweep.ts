import type { FileStore } from '../storage/files/file-store.js';
import type { FileRecords } from '../storage/store.js';

const SWEEP_INTERVAL_MS = 3_600_000;

/** Files looked at together. */
const BATCH = 500;

/** Bytes without a record may be of an upload under way, which the server's request timeout ends long before. */
const UPLOAD_MS = 3_600_000;

export interface FileSweepOptions {
  readonly records: FileRecords;
  readonly bytes: FileStore;
  /** How long a file waits for a message that carries it. */
  readonly unattachedTtlMs: number;
  /** Told after each sweep that removed something. */
  readonly onSwept: (swept: Swept) => void;
  readonly onFault: (error: unknown) => void;
}

export interface Swept {
  /** Files that no message carried in time. */
  readonly unattached: number;
  /** Bytes without a record: of deleted messages, and of uploads that a crash cut off. */
  readonly unrecorded: number;
}

/** Removes files that nobody can reach: at the start and hourly. */
export class FileSweep {
  readonly #options: FileSweepOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(options: FileSweepOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(this.#tick, SWEEP_INTERVAL_MS).unref();
    this.#tick();
  }

  /** Waits for a sweep under way. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  /** One sweep, as of `now`, milliseconds since the epoch. */
  async run(now = Date.now()): Promise<Swept> {
    return { unattached: await this.#sweepUnattached(now), unrecorded: await this.#sweepUnrecorded(now) };
  }

  readonly #tick = (): void => {
    if (this.#running) return;
    this.#running = this.#runReported().finally(() => {
      this.#running = undefined;
    });
  };

  async #runReported(): Promise<void> {
    try {
      const swept = await this.run();
      if (swept.unattached + swept.unrecorded > 0) this.#options.onSwept(swept);
    } catch (error) {
      this.#options.onFault(error);
    }
  }

  /** The record goes first: from then on no message can take the file. */
  async #sweepUnattached(now: number): Promise<number> {
    const { records, bytes, unattachedTtlMs } = this.#options;
    let count = 0;
    for (;;) {
      const ids = await records.takeUnattached(now - unattachedTtlMs, BATCH);
      for (const id of ids) await bytes.remove(id);
      count += ids.length;
      if (ids.length < BATCH) return count;
    }
  }

  async #sweepUnrecorded(now: number): Promise<number> {
    let count = 0;
    let batch: string[] = [];
    for await (const id of this.#options.bytes.list()) {
      batch.push(id);
      if (batch.length < BATCH) continue;
      count += await this.#removeUnrecorded(batch, now);
      batch = [];
    }
    return count + (await this.#removeUnrecorded(batch, now));
  }

  async #removeUnrecorded(ids: readonly string[], now: number): Promise<number> {
    const { records, bytes } = this.#options;
    const known = new Set(await records.known(ids));
    let count = 0;
    for (const id of ids) {
      if (known.has(id)) continue;
      const writtenAt = await bytes.writtenAt(id);
      if (writtenAt === undefined || writtenAt > now - UPLOAD_MS) continue;
      await bytes.remove(id);
      count++;
    }
    return count;
  }
}
