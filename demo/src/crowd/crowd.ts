import { ChatClient, RestClient, type HistoryPage } from '@chatwatch/client';
import type { Cast } from '../replay/cast.js';
import type { ChannelLedger } from '../replay/ledger/channel-ledger.js';
import type { Ledger } from '../replay/ledger/ledger.js';
import type { Account } from './accounts-file.js';
import { inParallel } from './in-parallel.js';

/** Connections that are opened at once. */
const PARALLEL = 16;
/** Sends are made at their recorded times whatever the service does, so waiting ones must find room. */
const OUTBOX_LIMIT = 100_000;
/** After this a message counts as failed, milliseconds. */
const SEND_TIMEOUT_MS = 60_000;

export interface CrowdOptions {
  readonly baseUrl: string;
  readonly accounts: readonly Account[];
  /** By number of the channel. */
  readonly channelIds: readonly string[];
  readonly cast: Cast;
  readonly ledger: Ledger;
  readonly onDelivery: (deliveryMs: number) => void;
}

/** What the connections went through; repeated and missing entries were found, and repaired, by the clients. */
export interface ConnectionTotals {
  readonly connected: number;
  readonly total: number;
  readonly reconnects: number;
  readonly repeatedEntries: number;
  readonly holes: number;
}

/** One client a user, each in its channel, which it hears for the ledger. */
export class Crowd {
  readonly #options: CrowdOptions;
  readonly #clients: readonly ChatClient[];
  readonly #rests: readonly RestClient[];

  constructor(options: CrowdOptions) {
    this.#options = options;
    const { accounts, baseUrl, onDelivery } = options;
    const url = `${baseUrl.replace(/^http/, 'ws')}/ws`;
    this.#rests = accounts.map(({ token }) => new RestClient({ baseUrl, token }));
    const settings = { url, outboxLimit: OUTBOX_LIMIT, requestTimeoutMs: SEND_TIMEOUT_MS, onDelivery };
    this.#clients = accounts.map(({ token }) => new ChatClient({ ...settings, token }));
    // What a client reports and gets over by itself; what it does not get over, the ledger shows.
    for (const client of this.#clients) client.on('error', () => undefined);
  }

  /** Connects everybody and has each listen to its channel; rejects when the signal aborts. */
  connect(signal: AbortSignal, onProgress: (ready: number) => void): Promise<void> {
    let ready = 0;
    const enterAll = inParallel(this.#clients, PARALLEL, async (client, user) => {
      await this.#enter(client, user);
      onProgress(++ready);
    });
    return orAbort(enterAll, signal);
  }

  /** Sends to the user's channel; resolves to the message's number when it is stored. */
  async send(user: number, text: string): Promise<number> {
    const { seq } = await at(this.#clients, user).send(this.#channelIdOf(user), text);
    return seq;
  }

  /** Does what a person's client does who opens the channel: loads the list of channels and the newest messages. */
  async visit(user: number): Promise<HistoryPage> {
    const rest = at(this.#rests, user);
    await rest.listChannels();
    return rest.history(this.#channelIdOf(user));
  }

  totals(): ConnectionTotals {
    const totals = { connected: 0, total: this.#clients.length, reconnects: 0, repeatedEntries: 0, holes: 0 };
    for (const { state, stats } of this.#clients) {
      if (state === 'ready') totals.connected++;
      totals.reconnects += stats.reconnects;
      totals.repeatedEntries += stats.duplicates;
      totals.holes += stats.gaps;
    }
    return totals;
  }

  close(): void {
    for (const client of this.#clients) client.close();
  }

  /** As a person's client does: the page of history first, and from its head on what comes. */
  async #enter(client: ChatClient, user: number): Promise<void> {
    await client.connect();
    const { head } = await this.visit(user);
    const channel = this.#options.ledger.channel(this.#options.cast.channelOf(user));
    await listen(client, this.#channelIdOf(user), { head, ledger: channel });
  }

  #channelIdOf(user: number): string {
    return at(this.#options.channelIds, this.#options.cast.channelOf(user));
  }
}

interface Place {
  /** The last number that is known already. */
  readonly head: number;
  readonly ledger: ChannelLedger;
}

/** Hears a channel for its ledger; resolves when it is live, rejects when the service refuses. */
function listen(client: ChatClient, channelId: string, { head, ledger }: Place): Promise<void> {
  const listener = ledger.join(head);
  return new Promise((resolve, reject) => {
    client.subscribe(channelId, {
      afterSeq: head,
      onSubscribed: () => {
        resolve();
      },
      onEntry: (entry) => {
        ledger.delivered(listener, entry.seq, entry.type === 'message' ? entry.content : undefined);
      },
      onReset: (page) => {
        ledger.skipped(listener, page.head);
      },
      onEnd: reject,
    });
  });
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`there is no number ${index} among ${items.length}`);
  return item;
}

/** Waits for the work, and no longer than until the signal aborts. */
function orAbort(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      reject(new Error('stopped'));
    };
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, reject);
  });
}
