import type { StoreHealth } from '../store.js';

/** Waits for a change of a store's health, without asking again and again. */
export class HealthLog {
  readonly changes: StoreHealth[] = [];
  #waiting: { readonly isWritable: boolean; readonly resolve: () => void } | undefined;

  readonly record = (health: StoreHealth): void => {
    this.changes.push(health);
    if (this.#waiting?.isWritable === health.isWritable) this.#waiting.resolve();
  };

  /** Resolves at the next change to it. */
  next(isWritable: boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting = { isWritable, resolve };
    });
  }
}
