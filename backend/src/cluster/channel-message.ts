import { Buffer } from 'node:buffer';

/** What nodes tell each other of a channel, in a topic of its own. */
export type ChannelMessage =
  | {
      readonly kind: 'entry';
      readonly seq: number;
      /** When the commit was known, milliseconds since the epoch by the clock of the node that wrote it. */
      readonly durableAt: number;
      /** The entry as it is written to readers: an encoded WebSocket frame. */
      readonly frame: Buffer;
    }
  /** The log goes at least so far. */
  | { readonly kind: 'head'; readonly seq: number }
  /** A frame that nobody misses, for the channel's readers, encoded. */
  | { readonly kind: 'ephemeral'; readonly frame: Buffer };

const ENTRY = 1;
const HEAD = 2;
const EPHEMERAL = 3;

const ENTRY_BYTES = 17;
const HEAD_BYTES = 9;

const PREFIX = 'channel:';

export const channelTopic = (channelId: string): string => `${PREFIX}${channelId}`;

/** The channel whose topic it is, undefined for other topics. */
export const channelOfTopic = (topic: string): string | undefined =>
  topic.startsWith(PREFIX) ? topic.slice(PREFIX.length) : undefined;

/** In parts, so that the frame is not copied. */
export const encodeChannelMessage = (message: ChannelMessage): Buffer[] => {
  if (message.kind === 'ephemeral') return [Buffer.of(EPHEMERAL), message.frame];
  const header = Buffer.allocUnsafe(message.kind === 'entry' ? ENTRY_BYTES : HEAD_BYTES);
  header.writeDoubleBE(message.seq, 1);
  if (message.kind === 'head') {
    header[0] = HEAD;
    return [header];
  }
  header[0] = ENTRY;
  header.writeDoubleBE(message.durableAt, 9);
  return [header, message.frame];
};

/** Undefined for what it does not know, such as a kind of a newer release. */
export const readChannelMessage = (bytes: Buffer): ChannelMessage | undefined => {
  const kind = bytes[0];
  if (kind === EPHEMERAL) return { kind: 'ephemeral', frame: bytes.subarray(1) };
  if (kind === HEAD && bytes.length === HEAD_BYTES) return { kind: 'head', seq: bytes.readDoubleBE(1) };
  if (kind !== ENTRY || bytes.length <= ENTRY_BYTES) return undefined;
  return {
    kind: 'entry',
    seq: bytes.readDoubleBE(1),
    durableAt: bytes.readDoubleBE(9),
    frame: bytes.subarray(ENTRY_BYTES),
  };
};
