interface Place {
  readonly ordinal: number;
  readonly seq: number;
}

/** Watches that what one user sent first also got the lower number. */
export class SendOrder {
  readonly #latest = new Map<number, Place>();

  /** Whether the number fits to the user's acknowledgement before; in whatever order the two were answered. */
  isKept({ user, ordinal }: { readonly user: number; readonly ordinal: number }, seq: number): boolean {
    const before = this.#latest.get(user);
    if (before === undefined) {
      this.#latest.set(user, { ordinal, seq });
      return true;
    }
    if (ordinal > before.ordinal) this.#latest.set(user, { ordinal, seq });
    return ordinal > before.ordinal === seq > before.seq && seq !== before.seq;
  }
}
