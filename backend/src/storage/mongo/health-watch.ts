import type { MongoClient } from 'mongodb';
import type { StoreHealth } from '../store.js';
import { describeFailure } from './calls/failures.js';
import { WAITS } from './limits.js';

/**
 * Asks the server all the time whether it takes writes, over a connection of its own: silence is noticed within 1.5 s,
 * also when nobody calls, and calls that fill the pool do not make the server look silent.
 */
export class HealthWatch {
  readonly #client: MongoClient;
  readonly #onChange: (health: StoreHealth) => void;
  #health: StoreHealth = { isWritable: true };
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(client: MongoClient, onChange: (health: StoreHealth) => void) {
    this.#client = client;
    this.#onChange = onChange;
  }

  get health(): StoreHealth {
    return this.#health;
  }

  start(): void {
    this.#timer = setTimeout(() => void this.#look(), WAITS.pingEveryMs);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#client.close();
  }

  async #look(): Promise<void> {
    const health = await this.#ask();
    if (this.#isClosed) return;
    const before = this.#health;
    this.#health = health;
    if (before.isWritable !== health.isWritable) this.#onChange(health);
    this.start();
  }

  async #ask(): Promise<StoreHealth> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<StoreHealth>((resolve) => {
      const reason = `MongoDB was silent for ${WAITS.pingMs} ms`;
      timer = setTimeout(resolve, WAITS.pingMs, { isWritable: false, reason });
    });
    try {
      return await Promise.race([this.#hello(), silence]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #hello(): Promise<StoreHealth> {
    try {
      const { isWritablePrimary } = await this.#client.db('admin').command({ hello: 1 });
      return isWritablePrimary === true
        ? { isWritable: true }
        : { isWritable: false, reason: 'MongoDB has no primary now' };
    } catch (error) {
      return { isWritable: false, reason: `MongoDB does not answer: ${describeFailure(error)}` };
    }
  }
}
