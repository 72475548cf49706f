import type { Buffer } from 'node:buffer';
import type { LogFrame } from '@chatwatch/client';
import type { Following, PageFeed } from '../chat/history/page-feed.js';
import { textOfFrame } from '../realtime/frame.js';
import type { Bus } from './bus.js';
import { channelTopic, readChannelMessage } from './channel-message.js';

/** Tells pages of history what other nodes write in their channels. */
export class BusPageFeed implements PageFeed {
  readonly #bus: Bus;

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  follow(channelId: string, onEntry: (seq: number, read?: () => LogFrame) => void): Following {
    return this.#bus.listen(channelTopic(channelId), (bytes) => {
      const message = readChannelMessage(bytes);
      if (message?.kind === 'head') onEntry(message.seq);
      if (message?.kind === 'entry') onEntry(message.seq, () => logFrameOf(message.frame));
    });
  }
}

// A node of ours has made it of one.
const logFrameOf = (frame: Buffer): LogFrame => JSON.parse(textOfFrame(frame)) as LogFrame;
