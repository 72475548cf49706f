import { once } from 'node:events';
import type { SubscribedFrame } from '@chatwatch/client';
import { badRequest } from '../errors.js';
import { events } from '../events.js';
import { type ChatSocket, INTERNAL_ERROR } from './chat-socket.js';
import type { Parsed } from './client-frames.js';
import { encodeTextFrame } from './frame.js';
import { answer, type Handler, refuse, type Request, type RequestParts } from './request.js';
import type { Room, Subscription } from './room.js';
import type { Rooms } from './rooms.js';

/** Most log entries a resume replays. */
export const RESUME_ENTRIES = 1_000;

/** Most channels one connection may be subscribed to. */
export const SUBSCRIPTIONS = 1_000;

/** Entries read from the store at a time while catching up. */
const CATCH_UP_ENTRIES = 200;

/** A reader that lets more than this wait is not given the next part of what it missed. */
const CATCH_UP_QUEUE_BYTES = 256 * 1024;

/** Subscribes: answers where the log stands, replays what was missed, then goes live without a hole between. */
export const subscribe: Handler<'subscribe'> = async (parts, request) => {
  const { socket, frame } = request;
  let subscription: Subscription | undefined;
  try {
    subscription = await join(parts, request);
    if (!subscription.isEnded) start(parts, subscription, frame);
  } catch (error) {
    if (subscription) parts.rooms.leave(subscription);
    refuse(parts, socket, frame, error);
  }
};

const join = async (parts: RequestParts, { socket, actor, frame }: Request<'subscribe'>): Promise<Subscription> => {
  const { access, rooms } = parts;
  await access.require(actor, frame.channelId);
  const isNew = socket.subscriptions?.has(frame.channelId) !== true;
  if (isNew && (socket.subscriptions?.size ?? 0) >= SUBSCRIPTIONS) {
    throw badRequest(`A connection subscribes to at most ${SUBSCRIPTIONS} channels`);
  }
  const subscription = rooms.join(socket, frame.channelId);
  try {
    await subscription.room.open();
    await knowAll(rooms, subscription.room, frame.afterSeq ?? 0);
    // Asked again after joining: a removal since then ended the subscription, one before it shows here.
    await access.require(actor, frame.channelId);
    if (!socket.isWritable) rooms.leave(subscription);
    return subscription;
  } catch (error) {
    rooms.leave(subscription);
    throw error;
  }
};

/** Another node may have delivered what has not come here yet, or was killed before it could tell what it stored. */
const knowAll = async (rooms: Rooms, room: Room, afterSeq: number): Promise<void> => {
  if (afterSeq > room.head) await room.catchUp();
  // While the store is away nothing is acknowledged, and what is missing comes once it is back.
  else if (!rooms.isFresh(room)) await room.freshen().catch(() => undefined);
};

const start = (parts: RequestParts, subscription: Subscription, frame: Parsed<'subscribe'>): void => {
  const { room, socket } = subscription;
  const { head } = room;
  const afterSeq = frame.afterSeq ?? head;
  if (afterSeq > head) {
    throw badRequest('afterSeq is over the channel’s head', [{ path: 'afterSeq', message: `is over ${head}` }]);
  }
  const missed = head - afterSeq;
  const recovered = missed <= RESUME_ENTRIES;
  if (frame.afterSeq !== undefined) report(missed, recovered);
  const answerFrame: SubscribedFrame = {
    type: 'subscribed',
    id: frame.id,
    channelId: room.channelId,
    head,
    recovered,
    missed: recovered ? missed : 0,
  };
  answer(parts, socket, answerFrame);
  if (missed === 0 || !recovered) goLive(subscription, head);
  else void catchUp(parts, subscription, afterSeq);
};

const goLive = (subscription: Subscription, lastSeq: number): void => {
  subscription.lastSeq = lastSeq;
  subscription.isLive = true;
};

/**
 * Replays the log from `afterSeq`, in parts as fast as the reader takes them. Live from the moment when nothing
 * that a write pass has already handed out is missing: what still waits for a pass comes with it.
 */
const catchUp = async (parts: RequestParts, subscription: Subscription, afterSeq: number): Promise<void> => {
  const { room, socket } = subscription;
  const isEnded = (): boolean => subscription.isEnded;
  let cursor = afterSeq;
  try {
    while (!isEnded() && cursor < room.flushedSeq) {
      const { entries } = await parts.messages.log(room.channelId, cursor, CATCH_UP_ENTRIES);
      const last = entries.at(-1);
      if (!last) throw new Error('the log ends before the channel’s head');
      if (isEnded()) return;
      for (const entry of entries) parts.pass.reply(socket, encodeTextFrame(JSON.stringify(entry)));
      cursor = last.seq;
      await drained(socket);
    }
    goLive(subscription, cursor);
  } catch (error) {
    parts.onFault(error, 'websocket resume', socket.session?.actor);
    socket.end(INTERNAL_ERROR, 'what was missed could not be read; reconnect and resume');
  }
};

/** Resolves when the reader has taken most of what waits, or is gone. */
const drained = async (socket: ChatSocket): Promise<void> => {
  const { raw } = socket;
  if (!raw || socket.queuedBytes < CATCH_UP_QUEUE_BYTES || !socket.isWritable) return;
  socket.write();
  if (!raw.writableNeedDrain) return;
  const abort = new AbortController();
  const { signal } = abort;
  await Promise.race([once(raw, 'drain', { signal }), once(raw, 'close', { signal })]).finally(() => {
    abort.abort();
  });
};

const report = (missed: number, isRecovered: boolean): void => {
  if (!events.recovery.hasSubscribers) return;
  const result = isRecovered ? (missed === 0 ? 'not_needed' : 'recovered') : 'too_far';
  events.recovery.publish({ result, missed });
};
