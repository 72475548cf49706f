import { CloseCode } from '@chatwatch/client';
import type { ChatSocket } from './chat-socket.js';

/**
 * Back-pressure on one connection. Who has too many requests under way is not read from until some are answered, so
 * that what is beyond the service's strength waits with the caller and costs nothing here. Who goes on sending all the
 * same piles up work that is done long after anybody waits for it, and is closed.
 */

/** Requests of one connection that may wait for their answers; past it, nothing more is read from the connection. */
const IN_FLIGHT = 256;

/** A connection that was held up for so long more than it was read from is closed. */
const OVERRUN_MS = 5_000;

/** How long the close frame may take to be seen; its answer stands behind what is not read. */
const CLOSE_MS = 100;

/** Counts a request as under way; many of them stop the reading from their connection. */
export const hold = (socket: ChatSocket): void => {
  socket.inFlight++;
  if (socket.inFlight < IN_FLIGHT || socket.isPaused) return;
  socket.overrunMs = Math.max(0, socket.overrunMs - elapsedMs(socket));
  socket.pause();
};

/** The end of what `hold` began. */
export const release = (socket: ChatSocket): void => {
  socket.inFlight--;
  if (!socket.isPaused || socket.inFlight >= IN_FLIGHT) return;
  if (socket.overrunMs <= OVERRUN_MS) socket.overrunMs += elapsedMs(socket);
  if (socket.overrunMs <= OVERRUN_MS) socket.resume();
  else if (socket.inFlight === 0) close(socket);
};

/** Everything taken is answered by now. What follows is not read any more, as even throwing it away takes time. */
const close = (socket: ChatSocket): void => {
  socket.end(CloseCode.RateLimitIgnored, 'more was sent than could be answered; wait for answers', CLOSE_MS);
};

/** Milliseconds since the reading stopped or went on. */
const elapsedMs = (socket: ChatSocket): number => {
  const now = Math.round(performance.now());
  const elapsed = now - socket.turnedAt;
  socket.turnedAt = now;
  return elapsed;
};
