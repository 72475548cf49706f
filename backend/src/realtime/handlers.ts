import type { ServerFrame } from '@chatwatch/client';
import { mustBeUser } from '../chat/access.js';
import type { PreparedSend } from '../chat/messages.js';
import { iso } from '../chat/present.js';
import { badRequest } from '../errors.js';
import { events } from '../events.js';
import type { Actor } from '../chat/actor.js';
import type { ChatSocket } from './chat-socket.js';
import { parseFrame } from './client-frames.js';
import { answer, answerLater, type Handler, refuse, type RequestParts, type RequestType } from './request.js';
import { subscribe } from './subscribe.js';

const send: Handler<'send'> = (parts, request) => {
  const { socket, actor, frame } = request;
  const { id, channelId, clientId } = frame;
  const commit = (prepared: PreparedSend): void => {
    const receipt = prepared.commit().then(({ message, isDuplicate }): ServerFrame => {
      const { seq, createdAt } = message;
      return { type: 'ack', id, channelId, clientId, seq, createdAt, duplicate: isDuplicate };
    });
    answerLater(parts, request, receipt);
  };
  const prepared = parts.messages.prepareSend(actor, frame);
  if (!(prepared instanceof Promise)) {
    commit(prepared);
    return undefined;
  }
  return prepared.then(commit, (error: unknown) => {
    refuse(parts, socket, frame, error);
  });
};

const edit: Handler<'edit'> = (parts, request) => {
  const { id, channelId, seq: target, content } = request.frame;
  const change = parts.messages.edit(request.actor, channelId, target, content);
  answerLater(
    parts,
    request,
    change.then(({ seq }) => ({ type: 'ack', id, channelId, seq, target })),
  );
};

const remove: Handler<'delete'> = (parts, request) => {
  const { id, channelId, seq: target } = request.frame;
  const change = parts.messages.delete(request.actor, channelId, target);
  answerLater(
    parts,
    request,
    change.then(({ seq }) => ({ type: 'ack', id, channelId, seq, target })),
  );
};

const unsubscribe: Handler<'unsubscribe'> = (parts, { socket, frame }) => {
  const subscription = socket.subscriptions?.get(frame.channelId);
  if (!subscription) throw badRequest('This connection is not subscribed to the channel');
  parts.rooms.leave(subscription);
  answer(parts, socket, { type: 'unsubscribed', id: frame.id, channelId: frame.channelId });
};

const typing: Handler<'typing'> = (_parts, { socket, actor, frame }) => {
  // Heard only from those who listen themselves: that they may see the channel was settled when they subscribed.
  mustBeUser(actor);
  const subscription = socket.subscriptions?.get(frame.channelId);
  subscription?.room.broadcast({ type: 'typing', channelId: frame.channelId, userId: actor.userId }, socket);
};

const ping: Handler<'ping'> = (parts, { socket, frame }) => {
  const { id, t } = frame;
  answer(parts, socket, { type: 'pong', ...(id !== undefined && { id }), t, serverTime: iso(Date.now()) });
};

const receipts: Handler<'receipts'> = (_parts, { frame }) => {
  if (!events.receipts.hasSubscribers) return;
  const deliverySeconds = frame.samples.map(({ deliveryMs }) => deliveryMs / 1000);
  events.receipts.publish({ deliverySeconds });
};

const status: Handler<'status'> = (parts, { actor, frame }) => {
  mustBeUser(actor);
  parts.presence.choose(actor.userId, frame.status);
};

type FrameHandler = (
  parts: RequestParts,
  socket: ChatSocket,
  actor: Actor,
  frame: Record<string, unknown>,
) => void | Promise<void>;

const checked =
  <Type extends RequestType>(type: Type, handle: Handler<Type>): FrameHandler =>
  (parts, socket, actor, frame) =>
    handle(parts, { socket, actor, frame: parseFrame(type, frame) });

/** What each type of frame does, after its schema was checked. */
export const handlers: Readonly<Record<RequestType, FrameHandler>> = {
  subscribe: checked('subscribe', subscribe),
  unsubscribe: checked('unsubscribe', unsubscribe),
  send: checked('send', send),
  edit: checked('edit', edit),
  delete: checked('delete', remove),
  typing: checked('typing', typing),
  status: checked('status', status),
  ping: checked('ping', ping),
  receipts: checked('receipts', receipts),
};
