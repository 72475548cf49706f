import type { LogFrame } from '@chatwatch/client';

/** How long ago what other nodes wrote may last have been known, milliseconds: it is promised to be seen within a second. */
export const FRESH_MS = 600;

/** What other nodes write, as pages of history need to know it; there is none in a single process. */
export interface PageFeed {
  /** @param onEntry told the number of each entry that another node wrote, and how to read it where it came along */
  follow(channelId: string, onEntry: (seq: number, read?: () => LogFrame) => void): Following;
}

/** A channel that is followed. */
export interface Following {
  /** Settles when all that is written from then on is heard, or that cannot be had; undefined where it is already. */
  readonly ready: Promise<void> | undefined;
  /**
   * Until when all is known by who knew all at a moment; the moment itself where nothing was heard since. On the clock of
   * `performance.now()`.
   */
  heardUntil(knownAt: number): number;
  release(): void;
}
