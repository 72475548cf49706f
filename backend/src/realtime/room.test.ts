import type { Buffer } from 'node:buffer';
import { describe, expect, it } from '@jest/globals';
import type { ChatSocket } from './chat-socket.js';
import { encodeTextFrame } from './frame.js';
import { Room } from './room.js';
import { WritePass } from './write-pass.js';

/** A pass that runs when the test says so, and notes what it would write. */
class NotedPass extends WritePass {
  readonly texts: string[] = [];

  override add(): void {
    return undefined;
  }

  override deliver(_socket: ChatSocket, frames: Buffer): void {
    this.texts.push(frames.subarray(2).toString());
  }
}

describe('a room', () => {
  it('gives a reader nothing again who resumed from the store further than the room had come', async () => {
    const pass = new NotedPass();
    const room = new Room('general', {
      pass,
      log: {
        head: () => Promise.resolve(0),
        heads: () => Promise.resolve(new Map()),
        log: () => Promise.resolve({ entries: [], head: 0 }),
      },
      tellElsewhere: () => undefined,
      inTurn: (read) => read(),
    });
    await room.open();
    // Only handed on, never looked at, as no pass writes it.
    const socket: Partial<ChatSocket> = {};
    const subscription = room.join(socket as ChatSocket);
    subscription.isLive = true;
    subscription.lastSeq = 3;
    for (let seq = 1; seq <= 5; seq++) {
      room.publish({ seq, bytes: encodeTextFrame(`entry ${seq}`), durableAt: 0 });
      room.collect(pass);
    }
    expect(pass.texts).toEqual(['entry 4', 'entry 5']);
  });
});
