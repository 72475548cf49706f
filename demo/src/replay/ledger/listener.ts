/** How far one listener has come in a channel's log. */
export class Listener {
  /** The number that comes next if all is well. */
  next: number;
  readonly #missing = new Set<number>();

  constructor(head: number) {
    this.next = head + 1;
  }

  /** How many numbers were passed over and have not come since. */
  get missing(): number {
    return this.#missing.size;
  }

  /** Takes an entry: in its turn or with a hole before it (`new`), into such a hole (`late`), or again (`doubled`). */
  take(seq: number): 'new' | 'late' | 'doubled' {
    if (seq >= this.next) {
      this.skipTo(seq);
      this.next = seq + 1;
      return 'new';
    }
    return this.#missing.delete(seq) ? 'late' : 'doubled';
  }

  /** Passes over everything before `seq`. */
  skipTo(seq: number): void {
    while (this.next < seq) this.#missing.add(this.next++);
  }
}
