/** Where frames of the screen come from; a test draws them by itself. */
export interface Frames {
  request(draw: () => void): number;
  cancel(id: number): void;
}

const browserFrames: Frames = {
  request: (draw) => requestAnimationFrame(draw),
  cancel: (id) => {
    cancelAnimationFrame(id);
  },
};

/** Most entries that wait for a frame: a hidden page draws none, and must not collect for ever. */
const MOST_WAITING = 2_000;

/** Collects entries and hands them on once a frame of the screen, so that a burst is drawn once. */
export class FrameBatch<Entry> {
  readonly #apply: (entries: readonly Entry[]) => void;
  readonly #frames: Frames;
  readonly #most: number;
  #waiting: Entry[] = [];
  #frame: number | undefined;

  constructor(
    apply: (entries: readonly Entry[]) => void,
    { frames = browserFrames, most = MOST_WAITING }: { readonly frames?: Frames; readonly most?: number } = {},
  ) {
    this.#apply = apply;
    this.#frames = frames;
    this.#most = most;
  }

  /** Adds an entry; what waits is handed on at once where it is too much. */
  push(entry: Entry): void {
    if (this.#waiting.length >= this.#most) this.flush();
    this.#waiting.push(entry);
    this.#frame ??= this.#frames.request(() => {
      this.#frame = undefined;
      this.flush();
    });
  }

  /** Says more about the entry added last, while it still waits. */
  amendLast(amend: (entry: Entry) => Entry): void {
    const last = this.#waiting.pop();
    if (last !== undefined) this.#waiting.push(amend(last));
  }

  /** Hands on what waits. */
  flush(): void {
    const entries = this.#waiting;
    if (entries.length === 0) return;
    this.#waiting = [];
    this.#apply(entries);
  }

  /** Forgets what waits. */
  clear(): void {
    if (this.#frame !== undefined) this.#frames.cancel(this.#frame);
    this.#frame = undefined;
    this.#waiting = [];
  }
}
