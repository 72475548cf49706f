import type { Actor } from '../chat/actor.js';
import type { UserStore } from '../storage/store.js';

/** Half of the second within which rights that end must have ended. */
const CHECK_MS = 500;

/** Somebody who is being sent a file. */
interface Reading {
  readonly actor: Actor;
  readonly fileId: string;
  /** Told once, when he may read it no more. */
  readonly onEnd: () => void;
}

interface ReadingRightsParts {
  readonly users: Pick<UserStore, 'findInactive'>;
  /** Whether the actor may read the file now. */
  readonly mayRead: (actor: Actor, fileId: string) => Promise<boolean>;
  /** Reports a failure in the background. */
  readonly onFault: (error: unknown) => void;
}

/**
 * Looks twice a second whether those who are being sent a file may still have it: a reader decides himself how long that
 * takes. While the store is away they read on. Nothing runs while nobody reads.
 */
export class ReadingRights {
  readonly #parts: ReadingRightsParts;
  readonly #readings = new Set<Reading>();
  #timer: NodeJS.Timeout | undefined;
  #isChecking = false;

  constructor(parts: ReadingRightsParts) {
    this.#parts = parts;
  }

  /** @returns a function that ends the watch, to be called when the file was sent */
  watch(reading: Reading): () => void {
    this.#readings.add(reading);
    this.#timer ??= setInterval(() => void this.#checkOnce(), CHECK_MS).unref();
    return () => {
      this.#forget(reading);
    };
  }

  async #checkOnce(): Promise<void> {
    if (this.#isChecking) return;
    this.#isChecking = true;
    try {
      await this.#check();
    } catch (error) {
      this.#parts.onFault(error);
    } finally {
      this.#isChecking = false;
    }
  }

  async #check(): Promise<void> {
    const { users, mayRead } = this.#parts;
    const readings = [...this.#readings];
    const userIds = new Set(readings.flatMap(({ actor }) => (actor.kind === 'user' ? [actor.userId] : [])));
    const inactive = new Set(await users.findInactive([...userIds]));
    for (const reading of readings) {
      const { actor, fileId } = reading;
      const isActive = actor.kind !== 'user' || !inactive.has(actor.userId);
      if (isActive && (await mayRead(actor, fileId))) continue;
      // The file may have been sent meanwhile.
      if (this.#forget(reading)) reading.onEnd();
    }
  }

  #forget(reading: Reading): boolean {
    const isWatched = this.#readings.delete(reading);
    if (this.#readings.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    return isWatched;
  }
}
