/** A node reads its own acknowledged writes at once, and those of another one within this time. */
export const OTHER_NODES_MS = 1_000;

interface Told {
  readonly atMs: number;
  readonly node: string;
  readonly seq: number;
  /** The highest number that any node had told by then. */
  readonly highest: number;
}

/** What was acknowledged, by which node and when: the least that a later answer must know of. */
export class KnownHeads {
  readonly #byChannel = new Map<string, Told[]>();

  /** A node acknowledged a number. */
  told(channelId: string, node: string, seq: number): void {
    const all = this.#byChannel.get(channelId) ?? [];
    this.#byChannel.set(channelId, all);
    all.push({ atMs: performance.now(), node, seq, highest: Math.max(seq, all.at(-1)?.highest ?? 0) });
  }

  /** The head below which a node must not answer now; 0 when nothing was told. */
  of(channelId: string, node: string): number {
    const all = this.#byChannel.get(channelId) ?? [];
    const since = performance.now() - OTHER_NODES_MS;
    let head = 0;
    for (let at = all.length - 1; at >= 0; at--) {
      const told = all[at];
      if (told === undefined) break;
      if (told.atMs <= since) return Math.max(head, told.highest);
      if (told.node === node) head = Math.max(head, told.seq);
    }
    return head;
  }
}
