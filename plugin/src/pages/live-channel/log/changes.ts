import type { HistoryPage, LogFrame, MessageFrame } from '@chatwatch/client';
import type { Draft } from 'immer';
import { newestSeq, oldestSeq, PIECE, placeOf, type ChangeFrame, type ChannelLog } from './channel-log';
import type { LiveMessage, messageReader } from './live-message';

/** An entry of the channel's log as it came; the delivery time where it was live and is a message. */
export interface Arrival {
  readonly frame: LogFrame;
  readonly deliveryMs?: number;
}

type Read = ReturnType<typeof messageReader>;
type LogDraft = Draft<ChannelLog>;
type MessageDraft = Draft<LiveMessage>;

/** Changes of messages that are not held, kept for pages of history that are older than they. */
const UNPLACED = 1_000;

function change(message: MessageDraft, frame: ChangeFrame): void {
  if (frame.type === 'message_deleted') {
    message.content = '';
    message.files = [];
    message.deletedAt = Date.parse(frame.deletedAt);
  } else if (message.deletedAt === undefined) {
    message.content = frame.content;
    message.editedAt = Date.parse(frame.editedAt);
  }
}

function append(log: LogDraft, message: LiveMessage): void {
  if (message.seq <= newestSeq(log)) return;
  const last = log.pieces.at(-1);
  // A draft and what it will be are the same but for readonly.
  const row = message as MessageDraft;
  if (last === undefined || last.length >= PIECE) log.pieces.push([row]);
  else last.push(row);
  log.count++;
}

function messageAt({ pieces }: LogDraft, seq: number): MessageDraft | undefined {
  const found = placeOf(pieces, seq);
  return found === undefined ? undefined : pieces[found.piece]?.[found.at];
}

function place(log: LogDraft, frame: ChangeFrame): void {
  const message = messageAt(log, frame.target);
  if (message !== undefined) change(message, frame);
  else log.unplaced.push(frame);
}

const isMessage = (frame: LogFrame): frame is MessageFrame => frame.type === 'message';

/** Takes entries in, in the order they came. */
export function applyArrivals(log: LogDraft, arrivals: readonly Arrival[], read: Read): void {
  for (const { frame, deliveryMs } of arrivals) {
    if (isMessage(frame)) append(log, read(frame, deliveryMs));
    else place(log, frame);
  }
  if (log.unplaced.length > UNPLACED) log.unplaced.splice(0, log.unplaced.length - UNPLACED);
}

/** Lets the oldest go, so that at most `most` are held. */
export function trim(log: LogDraft, most: number): void {
  if (log.count <= most) return;
  let pieces = 0;
  while (log.count > most) {
    log.count -= log.pieces[pieces]?.length ?? log.count;
    pieces++;
  }
  log.pieces.splice(0, pieces);
  log.hasOlder = true;
}

/** Ascending rows of a page, which is newest first. */
const rowsOf = ({ messages }: HistoryPage, read: Read): LiveMessage[] =>
  messages.map((message) => read(message)).reverse();

/** Puts a page of what is older in front, brought up to the changes that the page does not know yet. */
export function prepend(log: LogDraft, page: HistoryPage, read: Read): void {
  const before = oldestSeq(log) ?? Infinity;
  const rows = rowsOf(page, read).filter(({ seq }) => seq < before) as MessageDraft[];
  log.hasOlder = page.hasMore;
  if (rows.length === 0) return;
  log.pieces.unshift(rows);
  log.count += rows.length;
  log.unplaced = log.unplaced.filter((frame) => {
    const found = messageAt(log, frame.target);
    if (found !== undefined && frame.seq > page.head) change(found, frame);
    return found === undefined;
  });
}

/** Starts anew from the newest page of history. */
export function replaced(page: HistoryPage, read: Read): ChannelLog {
  const rows = rowsOf(page, read);
  return { pieces: rows.length === 0 ? [] : [rows], count: rows.length, hasOlder: page.hasMore, unplaced: [] };
}
