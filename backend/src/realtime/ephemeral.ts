import type { Buffer } from 'node:buffer';
import { events } from '../events.js';
import { type ChatSocket, QUEUE_BYTES } from './chat-socket.js';
import type { WritePass } from './write-pass.js';

/**
 * Frames that nobody misses: a reader that is behind does not get them.
 * @returns whether they were pushed
 */
export const pushEphemeral = (pass: WritePass, socket: ChatSocket, frames: Buffer): boolean => {
  if (socket.queuedBytes >= QUEUE_BYTES / 2) {
    events.slowConsumer.publish({ action: 'dropped' });
    return false;
  }
  pass.reply(socket, frames);
  return true;
};
