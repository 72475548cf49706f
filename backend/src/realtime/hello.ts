import { CloseCode, PROTOCOL_VERSION, type ReadyFrame } from '@chatwatch/client';
import type { Actor } from '../chat/actor.js';
import { newId } from '../chat/ids.js';
import { CONTENT_BYTES } from '../chat/messages.js';
import { iso } from '../chat/present.js';
import { toChatError } from '../to-chat-error.js';
import { type ChatSocket, INTERNAL_ERROR } from './chat-socket.js';
import { FRAME_BYTES, type Parsed, RECEIPT_SAMPLES } from './client-frames.js';
import { answer, type RequestParts } from './request.js';
import { RESUME_ENTRIES, SUBSCRIPTIONS } from './subscribe.js';

/** What a bearer token says. */
interface Credentials {
  readonly actor: Actor;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface HelloParts extends RequestParts {
  readonly heartbeatMs: number;
  /** @throws {ChatError} `unauthorized` */
  authenticate(token: string): Credentials | Promise<Credentials>;
}

/** Signs a connection in and answers `ready`, or closes it. */
export const hello = async (parts: HelloParts, socket: ChatSocket, frame: Parsed<'hello'>): Promise<void> => {
  socket.isGreeted = true;
  if (frame.protocol !== PROTOCOL_VERSION) {
    socket.end(CloseCode.ProtocolError, `only protocol ${PROTOCOL_VERSION} is spoken here`);
    return;
  }
  const token = frame.token ?? socket.upgradeToken;
  socket.upgradeToken = undefined;
  if (token === undefined) {
    socket.end(CloseCode.Unauthorized, 'hello came without credentials');
    return;
  }
  try {
    welcome(parts, socket, await parts.authenticate(token));
  } catch (error) {
    turnAway(parts, socket, error);
  }
};

const welcome = (parts: HelloParts, socket: ChatSocket, credentials: Credentials): void => {
  const { actor, expiresAt } = credentials;
  const connectionId = newId();
  socket.session = { actor, connectionId, expiresAt };
  socket.dueAt = performance.now() + parts.heartbeatMs;
  const ready: ReadyFrame = {
    type: 'ready',
    userId: actor.kind === 'user' ? actor.userId : 'service',
    connectionId,
    serverTime: iso(Date.now()),
    heartbeatMs: parts.heartbeatMs,
    limits: {
      frameBytes: FRAME_BYTES,
      contentBytes: CONTENT_BYTES,
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
