import { setTimeout as pause } from 'node:timers/promises';
import type { ScaledClock } from '../trace/scaled-clock.js';
import { seededRandom, textOf } from '../trace/text.js';
import type { TraceMessage } from '../trace/read-trace.js';
import type { Cast } from './cast.js';
import type { Ledger } from './ledger/ledger.js';

/** Makes the texts of every replay the same. */
const TEXT_SEED = 20_240_229;

export interface ReplayOptions {
  readonly trace: AsyncIterable<TraceMessage>;
  readonly clock: ScaledClock;
  readonly cast: Cast;
  readonly ledger: Ledger;
  /** Resolves to the number under which the message is stored. */
  readonly send: (user: number, text: string) => Promise<number>;
  /** An author is heard for the first time. */
  readonly onArrival: (user: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends every message of the trace at its time, without waiting for answers (an open loop: a slow service does not slow
 * the traffic down). Resolves when the last one is sent or the signal aborts.
 */
export async function replay(options: ReplayOptions): Promise<void> {
  const { trace, clock, cast, signal, onArrival } = options;
  const random = seededRandom(TEXT_SEED);
  const arrived = new Set<string>();
  for await (const { channel, author, atSeconds, bytes } of trace) {
    const text = textOf(bytes, random);
    const waitMs = clock.msUntil(atSeconds);
    if (waitMs > 0) await untilDue(waitMs, signal);
    if (signal.aborted) return;
    const user = cast.userFor(channel, author);
    sendOne(options, { channel, user, text, dueMs: (atSeconds / clock.speed) * 1000 });
    const name = `${channel}/${author}`;
    if (arrived.has(name)) continue;
    arrived.add(name);
    onArrival(user);
  }
}

interface Due {
  readonly channel: number;
  readonly user: number;
  readonly text: string;
  /** Milliseconds since the replay began. */
  readonly dueMs: number;
}

function sendOne({ ledger, send }: ReplayOptions, { channel, user, text, dueMs }: Due): void {
  const book = ledger.channel(channel);
  const sending = book.sent(user, text, dueMs);
  send(user, text).then(
    (seq) => {
      book.acknowledged(sending, seq);
    },
    () => {
      book.failed(sending);
    },
  );
}

async function untilDue(waitMs: number, signal: AbortSignal): Promise<void> {
  await pause(waitMs, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
