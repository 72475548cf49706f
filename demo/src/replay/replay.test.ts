import { describe, expect, it } from '@jest/globals';
import { ScaledClock } from '../trace/scaled-clock.js';
import type { TraceMessage } from '../trace/read-trace.js';
import { Cast } from './cast.js';
import { Ledger } from './ledger/ledger.js';
import { replay, type ReplayOptions } from './replay.js';

const NEVER = new AbortController().signal;

async function* traceOf(messages: readonly TraceMessage[]): AsyncGenerator<TraceMessage> {
  yield* messages;
  await Promise.resolve();
}

const message = (given: Partial<TraceMessage> = {}): TraceMessage => ({
  channel: 0,
  author: 0,
  atSeconds: 0,
  bytes: 12,
  ...given,
});

function replayOf(messages: readonly TraceMessage[], given: Partial<ReplayOptions> = {}) {
  const sent: { user: number; text: string }[] = [];
  const arrivals: number[] = [];
  const ledger = new Ledger(2);
  let seq = 0;
  const done = replay({
    trace: traceOf(messages),
    clock: new ScaledClock(1_000_000),
    cast: new Cast(4, 2),
    ledger,
    send: (user, text) => {
      sent.push({ user, text });
      return Promise.resolve(++seq);
    },
    onArrival: (user) => {
      arrivals.push(user);
    },
    signal: NEVER,
    ...given,
  });
  return { done, sent, arrivals, ledger };
}

describe('replay', () => {
  it('has the users send texts of the recorded lengths, and books them', async () => {
    const { done, sent, ledger } = replayOf([
      message({ channel: 1, author: 3, bytes: 5 }),
      message({ author: 0, bytes: 77, atSeconds: 9 }),
    ]);
    await done;
    expect(sent.map(({ user, text }) => [user, Buffer.byteLength(text)])).toEqual([
      [3, 5],
      [0, 77],
    ]);
    expect(ledger.totals()).toMatchObject({ sent: 2, acknowledged: 2 });
  });

  it('waits for no answer', async () => {
    const never = new Promise<number>(() => undefined);
    const { done, ledger } = replayOf([message(), message(), message()], { send: () => never });
    await done;
    expect(ledger.totals()).toMatchObject({ sent: 3, unacknowledged: 3 });
  });

  it('books a message that is not stored as failed', async () => {
    const { done, ledger } = replayOf([message()], { send: () => Promise.reject(new Error('refused')) });
    await done;
    await Promise.resolve();
    expect(ledger.totals()).toMatchObject({ failed: 1, unacknowledged: 0 });
  });

  it('tells of every author once', async () => {
    const { done, arrivals } = replayOf([
      message({ author: 1 }),
      message({ author: 1 }),
      message({ channel: 1, author: 1 }),
    ]);
    await done;
    expect(arrivals).toEqual([2, 3]);
  });

  it('ends when it is told to, before what is not due', async () => {
    const ending = new AbortController();
    const messages = [message(), message({ atSeconds: 3_600 })];
    const { done, sent } = replayOf(messages, { clock: new ScaledClock(1), signal: ending.signal });
    ending.abort();
    await done;
    expect(sent.length).toBeLessThan(2);
  });
});
