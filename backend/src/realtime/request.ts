import { ErrorCode, type ErrorFrame, type ServerFrame } from '@chatwatch/client';
import type { ChannelAccess } from '../chat/access.js';
import type { Actor } from '../chat/actor.js';
import type { Messages } from '../chat/messages.js';
import type { LimitsConfig } from '../config-limits.js';
import type { ChatError } from '../errors.js';
import { toChatError } from '../to-chat-error.js';
import type { ChatSocket } from './chat-socket.js';
import type { FrameType, Parsed } from './client-frames.js';
import { countRefusal } from './frame-limit.js';
import { encodeTextFrame } from './frame.js';
import { hold, release } from './in-flight.js';
import type { Presence } from './presence/index.js';
import type { Rooms } from './rooms.js';
import type { WritePass } from './write-pass.js';

/** What handling a request needs. */
export interface RequestParts {
  readonly access: ChannelAccess;
  readonly messages: Messages;
  readonly rooms: Rooms;
  readonly presence: Presence;
  readonly pass: WritePass;
  /** Undefined: nothing is limited. */
  readonly limitsConfig: LimitsConfig | undefined;
  /** Reports a fault that is ours, not the caller's. */
  readonly onFault: (error: unknown, operation: string, actor?: Actor) => void;
}

/** A frame on behalf of whoever said hello. */
export interface Request<Type extends FrameType> {
  readonly socket: ChatSocket;
  readonly actor: Actor;
  readonly frame: Parsed<Type>;
}

/**
 * Handles one type of frame. The promise it may return resolves when the connection's next frame may be taken, which
 * is before a send is durable: the order of sends is settled when their commits are called.
 */
export type Handler<Type extends FrameType> = (parts: RequestParts, request: Request<Type>) => void | Promise<void>;

/** Types that come after hello. */
export type RequestType = Exclude<FrameType, 'hello'>;

export const answer = (parts: RequestParts, socket: ChatSocket, frame: ServerFrame): void => {
  if (socket.isWritable) parts.pass.reply(socket, encodeTextFrame(JSON.stringify(frame)));
};

/** A frame as it came, or as its schema left it. */
interface RefusedFrame {
  readonly id?: unknown;
  readonly type?: unknown;
}

/** Answers a failed request with an `error` frame, and reports it where the fault is ours. */
export const refuse = (parts: RequestParts, socket: ChatSocket, frame: RefusedFrame, error: unknown): void => {
  const refusal = toChatError(error);
  // Only a frame of a known type gets far enough to meet a fault of ours.
  if (refusal.status >= 500) parts.onFault(error, `websocket ${String(frame.type)}`, socket.session?.actor);
  answer(parts, socket, errorFrame(refusal, idOf(frame)));
  if (refusal.code === ErrorCode.RateLimited && parts.limitsConfig) countRefusal(socket, parts.limitsConfig);
};

/** A number too large for JSON to repeat is no id. */
const idOf = ({ id }: RefusedFrame): number | undefined =>
  typeof id === 'number' && Number.isFinite(id) ? id : undefined;

const errorFrame = (error: ChatError, id?: number): ErrorFrame => {
  const fields = error.fields.map(({ path, message }) => `${path} ${message}`).join('; ');
  return {
    type: 'error',
    ...(id !== undefined && { id }),
    code: error.code,
    message: fields ? `${error.message}: ${fields}` : error.message,
    retryable: error.isRetryable,
  };
};

/** Runs a request whose answer may come later than the next frame is taken. */
export const answerLater = (
  parts: RequestParts,
  { socket, frame }: { socket: ChatSocket; frame: RefusedFrame },
  work: Promise<ServerFrame>,
): void => {
  hold(socket);
  work
    .then(
      (reply) => {
        answer(parts, socket, reply);
      },
      (error: unknown) => {
        refuse(parts, socket, frame, error);
      },
    )
    .finally(() => {
      release(socket);
    });
};
