import type { HistoryPage, LogFrame, Message, MessageFrame } from '@chatwatch/client';

/** A moment that tests count from. */
const START = Date.UTC(2026, 10, 23, 10);

/** When the entry with this number was written, as the service says it. */
const timeAt = (seq: number): string => new Date(START + seq * 1_000).toISOString();

/** A message of a channel. */
export function message(seq: number, fields: Partial<Message> = {}): Message {
  const author = { id: `u${seq % 3}`, name: `Person ${seq % 3}`, avatarUrl: null };
  return {
    channelId: 'c1',
    seq,
    id: `m${seq}`,
    author,
    content: `message ${seq}`,
    files: [],
    createdAt: timeAt(seq),
    ...fields,
  };
}

/** The frame that a message comes in when it is new. */
export const messageFrame = (seq: number, fields: Partial<Message> = {}): MessageFrame => ({
  type: 'message',
  ...message(seq, fields),
  acceptedAt: timeAt(seq),
});

/** An edit of `target`. */
export const edited = (seq: number, target: number, content = `edited at ${seq}`): LogFrame => ({
  type: 'message_updated',
  channelId: 'c1',
  seq,
  target,
  content,
  editedAt: timeAt(seq),
});

/** The deletion of `target`. */
export const deleted = (seq: number, target: number): LogFrame => ({
  type: 'message_deleted',
  channelId: 'c1',
  seq,
  target,
  deletedAt: timeAt(seq),
});

/** A page of history: newest first, as the service answers. */
export const page = (messages: readonly Message[], head: number, hasMore = false): HistoryPage => ({
  messages: [...messages].sort((a, b) => b.seq - a.seq),
  head,
  hasMore,
});

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
