import type { ClientFrame, LogFrame, ServerFrame, WebSocketLike } from '@chatwatch/client';
import { WebSocket } from 'ws';
import type { Entry, StrayRecord, SubscriptionRecord } from '../checker/history.js';
import type { KnownHeads } from './known-heads.js';
import { toEntry } from './to-entry.js';

interface Transmission {
  readonly channelId: string;
  /** Once it was acknowledged as newly stored. */
  seq: number | undefined;
}

interface RunningSubscription extends SubscriptionRecord {
  readonly entries: Entry[];
}

/** A socket of a real client that notes what goes over it, before the client makes anything of it. */
export class RecordedSocket implements WebSocketLike {
  readonly reader: string;
  readonly subscriptions: RunningSubscription[] = [];
  readonly strays: StrayRecord[] = [];
  readonly transmissions = new Map<number, Transmission>();
  readonly #socket: WebSocket;
  readonly #node: string;
  readonly #heads: KnownHeads;
  readonly #asked = new Map<number, { readonly afterSeq: number | undefined; readonly knownHead: number }>();
  readonly #running = new Map<string, RunningSubscription>();

  constructor(reader: string, node: { readonly name: string; readonly url: string }, heads: KnownHeads) {
    this.reader = reader;
    this.#node = node.name;
    this.#heads = heads;
    this.#socket = new WebSocket(`${node.url.replace('http', 'ws')}/ws`);
    this.#socket.on('message', (data: Buffer) => {
      // The protocol's own types: what a frame holds is what is judged later.
      this.#came(JSON.parse(data.toString()) as ServerFrame);
    });
  }

  send(data: string): void {
    this.#goes(JSON.parse(data) as ClientFrame);
    this.#socket.send(data);
  }

  close(code?: number, reason?: string): void {
    this.#socket.close(code, reason);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  readonly addEventListener: WebSocketLike['addEventListener'] = (
    type: 'open' | 'message' | 'close' | 'error',
    listener: (event: never) => void,
  ): void => {
    // `ws` has the events of all four overloads; only their union cannot be told to it.
    this.#socket.addEventListener(type as 'open', listener as () => void);
  };

  #goes(frame: ClientFrame): void {
    if (frame.type === 'send') this.transmissions.set(frame.id, { channelId: frame.channelId, seq: undefined });
    if (frame.type !== 'subscribe') return;
    const knownHead = this.#heads.of(frame.channelId, this.#node);
    this.#asked.set(frame.id, { afterSeq: frame.afterSeq, knownHead });
  }

  #came(frame: ServerFrame): void {
    switch (frame.type) {
      case 'message':
      case 'message_updated':
      case 'message_deleted':
        this.#delivered(frame);
        return;
      case 'ack':
        this.#heads.told(frame.channelId, this.#node, frame.seq);
        if ('clientId' in frame && !frame.duplicate) {
          const transmission = this.transmissions.get(frame.id);
          if (transmission) transmission.seq = frame.seq;
        }
        return;
      case 'subscribed': {
        const { channelId, head, recovered: isRecovered, missed } = frame;
        const asked = this.#asked.get(frame.id) ?? { afterSeq: undefined, knownHead: 0 };
        const running = { reader: this.reader, channelId, head, isRecovered, missed, ...asked, entries: [] };
        this.subscriptions.push(running);
        this.#running.set(channelId, running);
        return;
      }
      case 'unsubscribed':
        this.#running.delete(frame.channelId);
        return;
      default:
    }
  }

  #delivered(frame: LogFrame): void {
    const { channelId, seq } = frame;
    const running = this.#running.get(channelId);
    if (running) running.entries.push(toEntry(frame));
    else this.strays.push({ reader: this.reader, channelId, seq });
  }
}
