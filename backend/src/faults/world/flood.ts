import type { ServerFrame } from '@chatwatch/client';
import { WebSocket } from 'ws';
import { Peer } from '../../testing/peer.js';
import type { ConnectionRecord, SendRecord } from '../checker/history.js';

type Sent = { -readonly [Key in keyof SendRecord]: SendRecord[Key] } & { sentAtMs: number; connection: number };

interface Target {
  readonly url: string;
  readonly token: string;
  readonly author: string;
  readonly channelIds: readonly string[];
}

const TICK_MS = 10;

/**
 * Writes on one bare connection without waiting for answers, and on a new one when it is closed. What became of the sends
 * that a closed one left unanswered is not known.
 */
export class Flood {
  readonly #name: string;
  readonly #target: Target;
  readonly #sent = new Map<number, Sent>();
  readonly #unanswered = new Set<number>();
  readonly #refusals = new Map<string, number>();
  readonly #closes: number[] = [];
  #peer: Peer;
  #isEnded = false;
  #count = 0;
  #acknowledged = 0;
  #lastAckMs = 0;
  #wake: () => void = () => undefined;

  private constructor(peer: Peer, name: string, target: Target) {
    this.#peer = peer;
    this.#name = name;
    this.#target = target;
    void this.#listen();
  }

  static async open(name: string, target: Target): Promise<Flood> {
    return new Flood(await Peer.ready(target.url, target.token), name, target);
  }

  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** Number of sends that wait for an answer. */
  get inFlight(): number {
    return this.#unanswered.size;
  }

  /** How long the send took that was acknowledged last, milliseconds. */
  get lastAckMs(): number {
    return this.#lastAckMs;
  }

  /** By the code, how often a send was refused. */
  get refusals(): ReadonlyMap<string, number> {
    return this.#refusals;
  }

  /** Codes of the connections that the service closed. */
  get closes(): readonly number[] {
    return this.#closes;
  }

  get sends(): SendRecord[] {
    return [...this.#sent.values()];
  }

  /** One for each connection there was. */
  get connections(): ConnectionRecord[] {
    return Array.from({ length: this.#closes.length + 1 }, (_, index) => ({
      name: `${this.#name}.${index}`,
      stored: [...this.#sent.values()].flatMap(({ channelId, outcome, connection }) =>
        outcome.kind === 'ok' && connection === index ? [{ channelId, seq: outcome.seq }] : [],
      ),
    }));
  }

  /** Sends the next text; not while there is no connection. */
  send(): void {
    if (!this.#isOpen) return;
    const id = ++this.#count;
    const { author, channelIds } = this.#target;
    const clientId = `${this.#name}-${id}`;
    const channelId = channelIds[id % channelIds.length] ?? '';
    const send = { clientId, author, channelId, content: `text of ${clientId}` };
    const connection = this.#closes.length;
    this.#sent.set(id, { ...send, outcome: { kind: 'unknown' }, sentAtMs: performance.now(), connection });
    this.#unanswered.add(id);
    this.#peer.send({ type: 'send', id, channelId, clientId, content: send.content });
  }

  /** Keeps so many sends under way until the time is over, and waits for their answers. */
  async keepInFlight(count: number, durationMs: number): Promise<void> {
    const end = performance.now() + durationMs;
    while (performance.now() < end) {
      while (this.#isOpen && this.inFlight < count) this.send();
      await this.#change();
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
    while (this.inFlight > 0) await this.#change();
  }

  end(): void {
    this.#isEnded = true;
    this.#peer.end();
  }

  get #isOpen(): boolean {
    return this.#peer.socket.readyState === WebSocket.OPEN;
  }

  /** Resolves at an answer, or when the connection is another. */
  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  async #listen(): Promise<void> {
    for (;;) {
      const frame = await this.#peer.nextFrame().catch(() => undefined);
      if (frame) this.#take(frame);
      else if (this.#isEnded) return;
      else await this.#reopen();
    }
  }

  async #reopen(): Promise<void> {
    const { code } = await this.#peer.closed();
    this.#unanswered.clear();
    const peer = await Peer.ready(this.#target.url, this.#target.token);
    if (this.#isEnded) peer.end();
    this.#peer = peer;
    this.#closes.push(code);
    this.#wake();
  }

  #take(frame: ServerFrame): void {
    if (frame.type !== 'ack' && frame.type !== 'error') return;
    const sent = frame.id === undefined ? undefined : this.#sent.get(frame.id);
    if (sent === undefined || frame.id === undefined) return;
    this.#unanswered.delete(frame.id);
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
