import { CloseCode } from '@chatwatch/client';
import { events } from '../events.js';
import type { ChatSocket } from './chat-socket.js';

const SWEEP_MS = 500;

/**
 * Looks after all connections with one timer: late hellos, ended sessions, dead peers, and a sample of the queues.
 * A timer of its own for each would cost more than the rest of an idle connection.
 * @returns a function that stops it
 */
export const startSweep = (sockets: Iterable<ChatSocket>, heartbeatMs: number): (() => void) => {
  const timer = setInterval(() => {
    const now = performance.now();
    for (const socket of sockets) inspect(socket, now, heartbeatMs);
    sampleQueues(sockets);
  }, SWEEP_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
};

const inspect = (socket: ChatSocket, now: number, heartbeatMs: number): void => {
  const { session } = socket;
  if (session && session.expiresAt <= Date.now()) {
    socket.end(CloseCode.SessionEnded, 'the token expired');
    return;
  }
  if (now < socket.dueAt) return;
  if (!session) {
    socket.end(CloseCode.HelloTimeout, 'no hello came in time');
    return;
  }
  if (!socket.isAlive) {
    socket.terminate();
    return;
  }
  socket.isAlive = false;
  socket.dueAt = now + heartbeatMs;
  socket.ping();
};

const sampleQueues = (sockets: Iterable<ChatSocket>): void => {
  if (!events.queueSample.hasSubscribers) return;
  const queuedBytes = Array.from(sockets, (socket) => socket.queuedBytes);
  events.queueSample.publish({ queuedBytes });
};
