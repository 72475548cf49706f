import { CloseCode, ErrorCode } from '@chatwatch/client';
import type { LimitName, LimitsConfig, Rate } from '../config-limits.js';
import { ChatError } from '../errors.js';
import { events } from '../events.js';
import type { RateLimits } from '../limits/rate-limits.js';
import type { ChatSocket } from './chat-socket.js';
import type { RequestType } from './request.js';

/**
 * Limits of one connection. Every frame is counted, so it costs an addition: windows are fixed and begin at multiples
 * of their length, which needs no timer and no object a connection.
 */

/** Whether this frame is over the limit of its connection's window. */
export const isFrameOver = (socket: ChatSocket, { frames }: LimitsConfig): boolean => {
  const window = windowOf(frames);
  if (socket.frameWindow !== window) {
    socket.frameWindow = window;
    socket.frames = 0;
  }
  return ++socket.frames > frames.count;
};

/** Counts a refusal for going over a limit; who goes on and on is closed. */
export const countRefusal = (socket: ChatSocket, { refusals }: LimitsConfig): void => {
  const window = windowOf(refusals);
  if (socket.refusalWindow !== window) {
    socket.refusalWindow = window;
    socket.refusals = 0;
  }
  if (++socket.refusals > refusals.count) socket.end(CloseCode.RateLimitIgnored, 'requests went on over their limit');
};

/** The refusal of a frame over the limit. */
export const tooManyFrames = ({ frames }: LimitsConfig): ChatError => {
  if (events.rateLimited.hasSubscribers) events.rateLimited.publish({ limit: 'frames' });
  const { count, seconds } = frames;
  return new ChatError(ErrorCode.RateLimited, `Over ${count} frames within ${seconds} s`, {
    retryAfterSeconds: seconds,
  });
};

const LIMIT_OF: Readonly<Partial<Record<RequestType, LimitName>>> = { send: 'sends', edit: 'edits', delete: 'edits' };

/** Counts a request by its user where its type has a limit. @throws {ChatError} `rate_limited`, by rejection */
export const takeRequest = (limits: RateLimits, type: RequestType, userId: string): void | Promise<void> => {
  const limit = LIMIT_OF[type];
  return limit && limits.take(limit, userId);
};

const windowOf = ({ seconds }: Rate): number => Math.floor(performance.now() / (seconds * 1_000));
