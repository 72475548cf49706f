import { CloseCode, PROTOCOL_VERSION, type ReadyFrame } from '@chatwatch/client';
import type { TicketScope } from '../auth/tickets.js';
import type { Actor } from '../chat/actor.js';
import { newId } from '../chat/ids.js';
import { FILES_PER_MESSAGE } from '../chat/fields.js';
import { CONTENT_BYTES } from '../chat/messages.js';
import { iso } from '../chat/present.js';
import { unauthorized } from '../errors.js';
import { toChatError } from '../to-chat-error.js';
import { type ChatSocket, INTERNAL_ERROR } from './chat-socket.js';
import { FRAME_BYTES, type Parsed, RECEIPT_SAMPLES } from './client-frames.js';
import { answer, type RequestParts } from './request.js';
import { RESUME_ENTRIES, SUBSCRIPTIONS } from './subscribe.js';

/** What a bearer token or a ticket says. */
interface Credentials {
  readonly actor: Actor;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** Of a ticket. */
  readonly scope?: TicketScope;
}

export interface HelloParts extends RequestParts {
  readonly heartbeatMs: number;
  /** @throws {ChatError} `unauthorized` */
  authenticate(token: string): Credentials | Promise<Credentials>;
  /** Takes the ticket. @throws {ChatError} `unauthorized`, `not_found` */
  redeem(ticket: string): Promise<Credentials>;
}

/** Signs a connection in and answers `ready`, or closes it. */
export const hello = async (parts: HelloParts, socket: ChatSocket, frame: Parsed<'hello'>): Promise<void> => {
  socket.isGreeted = true;
  if (frame.protocol !== PROTOCOL_VERSION) {
    socket.end(CloseCode.ProtocolError, `only protocol ${PROTOCOL_VERSION} is spoken here`);
    return;
  }
  if (frame.token !== undefined && frame.ticket !== undefined) {
    socket.end(CloseCode.ProtocolError, 'hello carries a token or a ticket, not both');
    return;
  }
  const token = frame.token ?? socket.upgradeToken;
  socket.upgradeToken = undefined;
  try {
    const credentials = await credentialsOf(parts, frame.ticket, token);
    welcome(parts, socket, credentials);
  } catch (error) {
    turnAway(parts, socket, error);
  }
};

/** A ticket goes before the token of the upgrade request: it was given on purpose, and allows less. */
const credentialsOf = (
  parts: HelloParts,
  ticket: string | undefined,
  token: string | undefined,
): Credentials | Promise<Credentials> => {
  if (ticket !== undefined) return parts.redeem(ticket);
  if (token === undefined) throw unauthorized('hello came without credentials');
  return parts.authenticate(token);
};

const welcome = (parts: HelloParts, socket: ChatSocket, credentials: Credentials): void => {
  const { actor, expiresAt, scope } = credentials;
  const connectionId = newId();
  socket.session = { actor, connectionId, expiresAt, ticket: scope };
  socket.dueAt = performance.now() + parts.heartbeatMs;
  parts.presence.connected(socket);
  const ready: ReadyFrame = {
    type: 'ready',
    userId: actor.kind === 'user' ? actor.userId : 'service',
    connectionId,
    serverTime: iso(Date.now()),
    heartbeatMs: parts.heartbeatMs,
    limits: {
      frameBytes: FRAME_BYTES,
      contentBytes: CONTENT_BYTES,
      filesPerMessage: FILES_PER_MESSAGE,
      resumeEntries: RESUME_ENTRIES,
      subscriptions: SUBSCRIPTIONS,
      receiptSamples: RECEIPT_SAMPLES,
    },
  };
  answer(parts, socket, ready);
};

const turnAway = (parts: HelloParts, socket: ChatSocket, error: unknown): void => {
  const refusal = toChatError(error);
  if (refusal.status < 500) {
    socket.end(CloseCode.Unauthorized, refusal.message);
    return;
  }
  parts.onFault(error, 'websocket hello');
  socket.end(INTERNAL_ERROR, 'credentials cannot be checked now; reconnect');
};
