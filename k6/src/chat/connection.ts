import { metrics } from '../metrics.ts';
import { ChatSocket, ConnectionClosed } from '../socket/chat-socket.ts';
import { until } from '../timing.ts';
import { Listener, missDeliveries } from './listener.ts';

const LEAST_WAIT_MS = 200;
const MOST_WAIT_MS = 5_000;

export interface ConnectionOptions {
  readonly baseUrl: string;
  readonly token: string;
  readonly channelId: string;
  /** People who read the channel: so many are without a message that was refused. */
  readonly audience: number;
  /** Start of the run, which stamps count from. */
  readonly startMs: number;
  /** No new attempt to connect after this. */
  readonly giveUpMs: number;
  readonly random: () => number;
}

/** A person's connection to a channel: it comes back and resumes when it is lost, and repeats what was not acknowledged. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #outbox = new Map<string, string>();
  #listener: Listener | undefined;
  #socket: ChatSocket | undefined;
  #receiptSamples = 0;
  #isEnded = false;
  #losses = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** Whether there is a connection, and there was one ever since the first. */
  get isUnbroken(): boolean {
    return this.#socket !== undefined && this.#losses === 0;
  }

  /** Connects and subscribes, after `afterSeq` where it is known; tries again until it is time to give up. */
  async connect(afterSeq: number | undefined): Promise<void> {
    const { startMs, random, giveUpMs } = this.#options;
    if (afterSeq !== undefined) this.#listener ??= new Listener(startMs, afterSeq);
    for (
      let boundMs = LEAST_WAIT_MS;
      !this.#isEnded && Date.now() < giveUpMs;
      boundMs = Math.min(boundMs * 2, MOST_WAIT_MS)
    ) {
      try {
        await this.#open();
        return;
      } catch {
        await until(Date.now() + random() * boundMs);
      }
    }
  }

  typing(): void {
    this.#socket?.tell({ type: 'typing', channelId: this.#options.channelId });
  }

  /** Sends a message, now or when there is a connection again; nobody waits for the answer. */
  send(clientId: string, content: string): void {
    this.#outbox.set(clientId, content);
    if (this.#socket) void this.#transmit(this.#socket, clientId, content);
  }

  /** Tells the service what was measured here. */
  report(): void {
    const samples = this.#listener?.takeReceipts(this.#receiptSamples) ?? [];
    if (samples.length > 0) this.#socket?.tell({ type: 'receipts', samples });
  }

  /** Leaves, and settles what is still owed. @param head of the channel; undefined when it could not be learnt */
  end(head: number | undefined): void {
    this.#isEnded = true;
    for (const clientId of this.#outbox.keys()) this.#fail(clientId);
    this.#listener?.close(head ?? 0);
    this.#socket?.close();
  }

  async #open(): Promise<void> {
    const { baseUrl, token } = this.#options;
    const openedMs = Date.now();
    const { socket, ready } = await ChatSocket.open(
      baseUrl,
      { token },
      {
        onEntry: (entry, atMs) => this.#listener?.entry(entry, atMs),
        onClose: () => {
          this.#lost(socket);
        },
      },
    );
    metrics.connectDuration.add(Date.now() - openedMs);
    this.#receiptSamples = ready.limits.receiptSamples;
    try {
      await this.#subscribe(socket);
    } catch (error) {
      socket.close();
      throw error;
    }
    // The person may have left meanwhile; an open socket would keep the run from ending.
    if (this.#isEnded) socket.close();
    else this.#socket = socket;
    for (const [clientId, content] of this.#outbox) void this.#transmit(socket, clientId, content);
  }

  /** From where the reader is, or where history was read; else from now on. */
  async #subscribe(socket: ChatSocket): Promise<void> {
    const { channelId, startMs } = this.#options;
    const offsetMs = await clockOffset(socket);
    const place = this.#listener ? { afterSeq: this.#listener.highest } : {};
    const { head = 0 } = await socket.request({ type: 'subscribe', channelId, ...place });
    this.#listener ??= new Listener(startMs, head);
    this.#listener.clockOffsetMs = offsetMs;
  }

  #lost(socket: ChatSocket): void {
    if (this.#isEnded || this.#socket !== socket) return;
    this.#socket = undefined;
    this.#losses++;
    metrics.connectionsLost.add(1);
    void this.connect(undefined);
  }

  async #transmit(socket: ChatSocket, clientId: string, content: string): Promise<void> {
    const sentMs = Date.now();
    try {
      const { channelId } = this.#options;
      const { seq = 0 } = await socket.request({ type: 'send', channelId, clientId, content });
      if (!this.#outbox.delete(clientId)) return;
      metrics.ackDuration.add(Date.now() - sentMs);
      metrics.sendRate.add(true);
      this.#listener?.owe(seq);
    } catch (error) {
      // It stays in the outbox, and goes out again with the next connection.
      if (error instanceof ConnectionClosed) return;
      this.#fail(clientId);
    }
  }

  /** Nobody will get it: every reader of the channel is without it. */
  #fail(clientId: string): void {
    if (!this.#outbox.delete(clientId)) return;
    metrics.sendRate.add(false);
    missDeliveries(this.#options.audience);
  }
}

/** The service's clock less ours, as one round trip tells. */
async function clockOffset(socket: ChatSocket): Promise<number> {
  const sentMs = Date.now();
  const { serverTime = '' } = await socket.request({ type: 'ping', t: sentMs });
  return Date.parse(serverTime) - (sentMs + Date.now()) / 2;
}
