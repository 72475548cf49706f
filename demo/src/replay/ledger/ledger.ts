import { ChannelLedger } from './channel-ledger.js';
import { sumOf, type LedgerTotals } from './totals.js';

/** The channels' ledgers, by number of the channel. */
export class Ledger {
  readonly #channels: readonly ChannelLedger[];

  constructor(channelCount: number) {
    this.#channels = Array.from({ length: channelCount }, () => new ChannelLedger());
  }

  channel(index: number): ChannelLedger {
    const channel = this.#channels[index];
    if (channel === undefined) throw new RangeError(`there is no channel ${index}`);
    return channel;
  }

  /** Due time of the oldest message without an answer; undefined when there is none. */
  get oldestDueMs(): number | undefined {
    const due = this.#channels.flatMap((channel) => channel.oldestDueMs ?? []);
    return due.length === 0 ? undefined : Math.min(...due);
  }

  /** Whether every message is answered and heard by everybody. */
  get isSettled(): boolean {
    const { unacknowledged, inFlight } = this.totals();
    return unacknowledged === 0 && inFlight === 0;
  }

  close(): void {
    for (const channel of this.#channels) channel.close();
  }

  totals(): LedgerTotals {
    return sumOf(this.byChannel());
  }

  byChannel(): readonly LedgerTotals[] {
    return this.#channels.map((channel) => channel.totals());
  }
}
