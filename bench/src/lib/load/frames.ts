import { Buffer } from 'node:buffer';

const FINAL_TEXT = 0x81;
const FINAL_PONG = 0x8a;
const MASKED = 0x80;
const MASK_BYTES = 4;
const LENGTH_16 = 126;

/** Answers a ping without payload. */
export const pongFrame: Buffer = Buffer.from([FINAL_PONG, MASKED, 0, 0, 0, 0]);

/**
 * A client's text frame of up to 65,535 bytes. Its mask is zero, which leaves the payload as it is; the server unmasks
 * all the same, so it works as much as with any other.
 */
export function encodeClientFrame(text: string): Buffer {
  const sizeBytes = Buffer.byteLength(text);
  const lengthBytes = sizeBytes < LENGTH_16 ? 0 : 2;
  const payloadAt = 2 + lengthBytes + MASK_BYTES;
  const frame = Buffer.alloc(payloadAt + sizeBytes);
  frame[0] = FINAL_TEXT;
  frame[1] = MASKED | (lengthBytes === 0 ? sizeBytes : LENGTH_16);
  if (lengthBytes > 0) frame.writeUInt16BE(sizeBytes, 2);
  frame.write(text, payloadAt);
  return frame;
}

/** A server's text frame of up to 65,535 bytes, as it goes to every client. */
export function encodeServerFrame(text: string): Buffer {
  const sizeBytes = Buffer.byteLength(text);
  const payloadAt = sizeBytes < LENGTH_16 ? 2 : 4;
  const frame = Buffer.alloc(payloadAt + sizeBytes);
  frame[0] = FINAL_TEXT;
  frame[1] = Math.min(sizeBytes, LENGTH_16);
  if (payloadAt > 2) frame.writeUInt16BE(sizeBytes, 2);
  frame.write(text, payloadAt);
  return frame;
}

/** A server's frame at the start of the bytes and how long it is with its header; undefined while it is incomplete. */
export function decodeServerFrame(bytes: Buffer): { readonly text: string; readonly sizeBytes: number } | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes.readUInt8(1);
  if (short > LENGTH_16) throw new RangeError('a setup frame of the server is over 65,535 bytes');
  const payloadAt = short < LENGTH_16 ? 2 : 4;
  if (bytes.length < payloadAt) return undefined;
  const sizeBytes = payloadAt + (short < LENGTH_16 ? short : bytes.readUInt16BE(2));
  if (bytes.length < sizeBytes) return undefined;
  return { text: bytes.toString('utf8', payloadAt, sizeBytes), sizeBytes };
}
