import type { ServerFrame } from '@chatwatch/client';
import { Peer } from '../../testing/peer.js';
import type { ConnectionRecord, SendRecord } from '../checker/history.js';

type Sent = { -readonly [Key in keyof SendRecord]: SendRecord[Key] } & { sentAtMs: number };

const TICK_MS = 10;

/** One bare connection that writes without waiting for answers. */
export class Flood {
  readonly #peer: Peer;
  readonly #name: string;
  readonly #author: string;
  readonly #channelIds: readonly string[];
  readonly #sent = new Map<number, Sent>();
  readonly #refusals = new Map<string, number>();
  #count = 0;
  #answered = 0;
  #acknowledged = 0;
  #lastAckMs = 0;
  #wake: () => void = () => undefined;

  private constructor(peer: Peer, name: string, author: string, channelIds: readonly string[]) {
    this.#peer = peer;
    this.#name = name;
    this.#author = author;
    this.#channelIds = channelIds;
    void this.#listen();
  }

  static async open(
    name: string,
    { url, token, author, channelIds }: { url: string; token: string; author: string; channelIds: readonly string[] },
  ): Promise<Flood> {
    return new Flood(await Peer.ready(url, token), name, author, channelIds);
  }

  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** Number of sends that wait for an answer. */
  get inFlight(): number {
    return this.#count - this.#answered;
  }

  /** How long the send took that was acknowledged last, milliseconds. */
  get lastAckMs(): number {
    return this.#lastAckMs;
  }

  /** By the code, how often a send was refused. */
  get refusals(): ReadonlyMap<string, number> {
    return this.#refusals;
  }

  get sends(): SendRecord[] {
    return [...this.#sent.values()];
  }

  get connection(): ConnectionRecord {
    const stored = this.sends.flatMap(({ channelId, outcome }) =>
      outcome.kind === 'ok' ? [{ channelId, seq: outcome.seq }] : [],
    );
    return { name: this.#name, stored };
  }

  send(): void {
    const id = ++this.#count;
    const clientId = `${this.#name}-${id}`;
    const channelId = this.#channelIds[id % this.#channelIds.length] ?? '';
    const send = { clientId, author: this.#author, channelId, content: `text of ${clientId}` };
    this.#sent.set(id, { ...send, outcome: { kind: 'unknown' }, sentAtMs: performance.now() });
    this.#peer.send({ type: 'send', id, channelId, clientId, content: send.content });
  }

  /** Keeps so many sends under way until the time is over, and waits for their answers. */
  async keepInFlight(count: number, durationMs: number): Promise<void> {
    const end = performance.now() + durationMs;
    while (performance.now() < end) {
      while (this.inFlight < count) this.send();
      await this.#answer();
    }
    await this.settled();
  }

  /** Sends at a rate, whatever comes back. */
  async offer(perSecond: number, durationMs: number): Promise<void> {
    const startedAt = performance.now();
    let sent = 0;
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        const elapsedMs = performance.now() - startedAt;
        for (; sent < (perSecond * Math.min(elapsedMs, durationMs)) / 1_000; sent++) this.send();
        if (elapsedMs < durationMs) return;
        clearInterval(timer);
        resolve();
      }, TICK_MS);
    });
  }

  /** Resolves when every send is answered. */
  async settled(): Promise<void> {
    while (this.inFlight > 0) await this.#answer();
  }

  end(): void {
    this.#peer.end();
  }

  #answer(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  async #listen(): Promise<void> {
    for (;;) {
      const frame = await this.#peer.nextFrame().catch(() => undefined);
      if (frame === undefined) return;
      this.#take(frame);
    }
  }

  #take(frame: ServerFrame): void {
    if (frame.type !== 'ack' && frame.type !== 'error') return;
    const sent = frame.id === undefined ? undefined : this.#sent.get(frame.id);
    if (sent === undefined) return;
    this.#answered += 1;
    if (frame.type === 'ack') {
      this.#acknowledged += 1;
      this.#lastAckMs = performance.now() - sent.sentAtMs;
      sent.outcome = { kind: 'ok', seq: frame.seq };
    } else {
      this.#refusals.set(frame.code, (this.#refusals.get(frame.code) ?? 0) + 1);
    }
    this.#wake();
  }
}
