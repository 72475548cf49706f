import type { Random } from '../../../hostile/seeded-random.js';
import type { ChangeRecord, ConnectionRecord, Entry, History, SendRecord } from '../history.js';
import { ModelChannel } from './model-channel.js';

const CHANNELS = 2;
const WRITERS = 4;
const READERS = 3;
const STEPS = 250;

/**
 * A small service that does everything right, with writers whose answers get lost, and readers who come and go: what it
 * gives is a history without a fault.
 */
export const rightHistory = (random: Random): History => {
  const model = new Model(random);
  for (let step = 0; step < STEPS; step++) model.step();
  return model.end();
};

class Model {
  readonly #random: Random;
  readonly #channels: readonly ModelChannel[];
  readonly #sends: SendRecord[] = [];
  readonly #changes: ChangeRecord[] = [];
  readonly #connections: { name: string; stored: ConnectionRecord['stored'][number][] }[];
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
    const readers = Array.from({ length: READERS }, (_, index) => `reader ${index}`);
    this.#channels = Array.from({ length: CHANNELS }, (_, index) => new ModelChannel(`channel ${index}`, readers));
    this.#connections = Array.from({ length: WRITERS }, (_, index) => ({ name: `writer ${index}`, stored: [] }));
  }

  step(): void {
    const channel = this.#random.pick(this.#channels);
    const choice = this.#random.below(10);
    if (choice < 5) this.#send(channel);
    else if (choice < 8) this.#change(channel);
    else if (choice === 8) channel.cut(this.#random.below(READERS));
    else channel.resume(this.#random.below(READERS));
  }

  end(): History {
    for (const channel of this.#channels) channel.resumeAll();
    return {
      sends: this.#sends,
      changes: this.#changes,
      connections: this.#connections,
      subscriptions: this.#channels.flatMap(({ subscriptions }) => subscriptions),
      strays: [],
      readers: this.#channels.flatMap(({ readers }) => readers),
      logs: ['one', 'two'].flatMap((node) => this.#channels.map((channel) => channel.log(node))),
    };
  }

  #send(channel: ModelChannel): void {
    const writer = this.#random.pick(this.#connections);
    const clientId = `c${++this.#count}`;
    const send = { clientId, author: writer.name, channelId: channel.id, content: `text of ${clientId}` };
    const fate = this.#random.below(10);
    if (fate === 0) {
      this.#sends.push({ ...send, outcome: { kind: 'refused' } });
      return;
    }
    // Of two whose answer is lost, one is stored.
    const isStored = fate !== 1;
    const { author, content } = send;
    const seq = isStored ? channel.append((next) => ({ kind: 'message', seq: next, author, content })) : 0;
    if (fate <= 2) {
      this.#sends.push({ ...send, outcome: { kind: 'unknown' } });
      return;
    }
    this.#sends.push({ ...send, outcome: { kind: 'ok', seq } });
    writer.stored.push({ channelId: channel.id, seq });
  }

  #change(channel: ModelChannel): void {
    const known = this.#sends.flatMap(({ channelId, outcome }) =>
      channelId === channel.id && outcome.kind === 'ok' && channel.mayChange(outcome.seq) ? [outcome.seq] : [],
    );
    if (known.length === 0) return;
    const target = this.#random.pick(known);
    const kind = this.#random.below(3) === 0 ? 'deletion' : 'edit';
    const content = kind === 'edit' ? `edit ${++this.#count}` : '';
    const change = { kind, channelId: channel.id, target, content } as const;
    const fate = this.#random.below(8);
    const seq = fate < 2 ? 0 : channel.append((next): Entry => ({ ...toEntry(change), seq: next }));
    const outcome = (['refused', 'unknown', 'unknown'] as const)[fate];
    this.#changes.push({ ...change, outcome: outcome === undefined ? { kind: 'ok', seq } : { kind: outcome } });
  }
}

const toEntry = ({ kind, target, content }: { kind: 'edit' | 'deletion'; target: number; content: string }): Entry =>
  kind === 'edit' ? { kind, seq: 0, target, content } : { kind, seq: 0, target };
