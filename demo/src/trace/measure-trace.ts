import type { TraceMessage } from './read-trace.js';

/** How much there is in a trace. */
export interface TraceSize {
  readonly messages: number;
  readonly channels: number;
  /** Authors are told apart within their channel. */
  readonly authors: number;
  /** Until the last message. */
  readonly seconds: number;
}

/** Reads a trace to its end, which takes a fraction of a second, to know what is left while it is replayed. */
export async function measureTrace(trace: AsyncIterable<TraceMessage>): Promise<TraceSize> {
  const authors = new Map<number, Set<number>>();
  let messages = 0;
  let seconds = 0;
  for await (const { channel, author, atSeconds } of trace) {
    messages++;
    seconds = atSeconds;
    const known = authors.get(channel);
    if (known) known.add(author);
    else authors.set(channel, new Set([author]));
  }
  const counts = [...authors.values()].map((known) => known.size);
  return { messages, channels: authors.size, authors: counts.reduce((sum, count) => sum + count, 0), seconds };
}
