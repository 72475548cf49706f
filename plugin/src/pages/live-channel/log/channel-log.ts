import type { MessageDeletedFrame, MessageUpdatedFrame } from '@chatwatch/client';
import type { LiveMessage } from './live-message';

/** An edit or a deletion. */
export type ChangeFrame = MessageUpdatedFrame | MessageDeletedFrame;

/** What is held of a channel: a stretch of its messages without a hole, up to the newest. */
export interface ChannelLog {
  /** Ascending by seq, in pieces of at most {@link PIECE}, so that an append copies one piece and not all messages. */
  readonly pieces: readonly (readonly LiveMessage[])[];
  readonly count: number;
  /** Older messages exist that are not held. */
  readonly hasOlder: boolean;
  /** The last changes of messages that are not held, for pages of history that are behind them. */
  readonly unplaced: readonly ChangeFrame[];
}

/** Messages of a full piece. */
export const PIECE = 256;

/** Nothing is held. */
export const EMPTY_LOG: ChannelLog = { pieces: [], count: 0, hasOlder: false, unplaced: [] };

type Pieces = ChannelLog['pieces'];

const startsByPieces = new WeakMap<Pieces, Int32Array>();

/** Index of each piece's first message; worked out once for the same pieces. */
function startsOf(pieces: Pieces): Int32Array {
  let starts = startsByPieces.get(pieces);
  if (starts === undefined) {
    starts = new Int32Array(pieces.length);
    let start = 0;
    pieces.forEach((piece, at) => {
      starts?.fill(start, at, at + 1);
      start += piece.length;
    });
    startsByPieces.set(pieces, starts);
  }
  return starts;
}

/** How many of `length` ascending values come before the first that `isAfter`. */
function countBefore(length: number, isAfter: (at: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAfter(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Reads messages by index; one after the other costs no search. */
export function reader({ pieces }: Pick<ChannelLog, 'pieces'>): (index: number) => LiveMessage | undefined {
  const starts = startsOf(pieces);
  let at = 0;
  return (index) => {
    const start = starts[at] ?? 0;
    if (index < start || index >= start + (pieces[at]?.length ?? 0)) {
      at = Math.max(0, countBefore(starts.length, (piece) => (starts[piece] ?? 0) > index) - 1);
    }
    return pieces[at]?.[index - (starts[at] ?? 0)];
  };
}

/** Which piece holds the message with this number, and where in it; undefined when none does. */
export function placeOf(pieces: Pieces, seq: number): { readonly piece: number; readonly at: number } | undefined {
  const piece = countBefore(pieces.length, (index) => (pieces[index]?.[0]?.seq ?? 0) > seq) - 1;
  const messages = pieces[piece] ?? [];
  const at = countBefore(messages.length, (index) => (messages[index]?.seq ?? 0) > seq) - 1;
  return messages[at]?.seq === seq ? { piece, at } : undefined;
}

/** Index of the first message held whose number is this one or above. */
export function indexFrom({ pieces, count }: Pick<ChannelLog, 'pieces' | 'count'>, seq: number): number {
  const read = reader({ pieces });
  return countBefore(count, (index) => (read(index)?.seq ?? 0) >= seq);
}

/** How many of the messages held have a number above this one. */
export const countAfter = (log: ChannelLog, seq: number): number => log.count - indexFrom(log, seq + 1);

/** Number of the newest message held, 0 without any. */
export const newestSeq = ({ pieces }: Pick<ChannelLog, 'pieces'>): number => pieces.at(-1)?.at(-1)?.seq ?? 0;

/** Number of the oldest message held; undefined without any. */
export const oldestSeq = ({ pieces }: Pick<ChannelLog, 'pieces'>): number | undefined => pieces[0]?.[0]?.seq;
