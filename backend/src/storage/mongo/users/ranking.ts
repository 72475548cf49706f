import type { StoredProfile } from '../../store.js';

/** Matches in the order in which they were added, each once, up to a limit. */
export class Ranking {
  readonly #limit: number;
  readonly #found = new Map<string, StoredProfile>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get isFull(): boolean {
    return this.#found.size >= this.#limit;
  }

  get profiles(): StoredProfile[] {
    return [...this.#found.values()];
  }

  add(found: readonly StoredProfile[]): void {
    for (const { id, name, email, avatarUrl, status, lastSeenAt } of found) {
      if (this.isFull) return;
      if (!this.#found.has(id)) this.#found.set(id, { id, name, email, avatarUrl, status, lastSeenAt });
    }
  }
}
