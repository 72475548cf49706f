/** Something that is kept under tags. */
export interface Tagged {
  readonly tags: readonly string[];
}

/** What is kept under which tag. */
export class TagIndex<Entry extends Tagged> {
  readonly #byTag = new Map<string, Set<Entry>>();

  add(entry: Entry): void {
    for (const tag of entry.tags) {
      const tagged = this.#byTag.get(tag);
      if (tagged) tagged.add(entry);
      else this.#byTag.set(tag, new Set([entry]));
    }
  }

  remove(entry: Entry): void {
    for (const tag of entry.tags) {
      const tagged = this.#byTag.get(tag);
      if (tagged?.delete(entry) && tagged.size === 0) this.#byTag.delete(tag);
    }
  }

  /** All under a tag; a copy, so that they may be removed meanwhile. */
  under(tag: string): Entry[] {
    return [...(this.#byTag.get(tag) ?? [])];
  }
}
