import type { Dropped } from '../level2.js';

/** Times to live bound what is not remembered: it is old for that long at worst. */
const MOST = 10_000;

/** What was to be dropped while Redis was away; of very many the oldest are forgotten. */
export class OwedDrops {
  readonly #keys = new Set<string>();
  readonly #tags = new Set<string>();

  add({ keys = [], tags = [] }: Dropped): void {
    remember(this.#keys, keys);
    remember(this.#tags, tags);
  }

  /** All of it, once; undefined where nothing is owed. */
  take(): Dropped | undefined {
    if (this.#keys.size + this.#tags.size === 0) return undefined;
    const owed = { keys: [...this.#keys], tags: [...this.#tags] };
    this.#keys.clear();
    this.#tags.clear();
    return owed;
  }
}

const remember = (set: Set<string>, names: readonly string[]): void => {
  for (const name of names) {
    set.delete(name);
    set.add(name);
    const [oldest] = set;
    if (set.size > MOST && oldest !== undefined) set.delete(oldest);
  }
};
