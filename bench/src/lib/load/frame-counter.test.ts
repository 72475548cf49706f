import { Buffer } from 'node:buffer';
import { describe, expect, it } from '@jest/globals';
import { FrameCounter } from './frame-counter.js';

const TEXT = 0x81;
const PING = 0x89;
const PONG = 0x8a;

const frame = (sizeBytes: number, first = TEXT): Buffer => {
  // A payload that looks like headers: only counting its bytes steps over it.
  const payload = Buffer.alloc(sizeBytes, TEXT);
  if (sizeBytes < 126) return Buffer.concat([Buffer.from([first, sizeBytes]), payload]);
  const header = Buffer.alloc(sizeBytes < 65_536 ? 4 : 10);
  header[0] = first;
  header[1] = sizeBytes < 65_536 ? 126 : 127;
  if (sizeBytes < 65_536) header.writeUInt16BE(sizeBytes, 2);
  else header.writeBigUInt64BE(BigInt(sizeBytes), 2);
  return Buffer.concat([header, payload]);
};

const sizes = [0, 1, 125, 126, 127, 65_535, 65_536, 70_000];

describe('FrameCounter', () => {
  it.each(sizes)('counts a text frame of %d bytes, and what follows it', (sizeBytes) => {
    const counter = new FrameCounter();
    counter.push(Buffer.concat([frame(sizeBytes), frame(3)]));
    expect(counter.texts).toBe(2);
  });

  it.each([1, 2, 3, 7, 64, 1_000])('counts frames of every length in chunks of %d bytes', (chunkBytes) => {
    const stream = Buffer.concat(sizes.map((sizeBytes) => frame(sizeBytes)));
    const counter = new FrameCounter();
    for (let at = 0; at < stream.length; at += chunkBytes) counter.push(stream.subarray(at, at + chunkBytes));
    expect(counter.texts).toBe(sizes.length);
  });

  it('counts a frame with its last byte, not before', () => {
    const counter = new FrameCounter();
    const whole = frame(200);
    counter.push(whole.subarray(0, -1));
    expect(counter.texts).toBe(0);
    counter.push(whole.subarray(-1));
    expect(counter.texts).toBe(1);
  });

  it('reads only as much of the buffer as was filled', () => {
    const counter = new FrameCounter();
    counter.push(Buffer.concat([frame(5), frame(5)]), 7);
    expect(counter.texts).toBe(1);
  });

  it('tells pings from texts and ignores other frames', () => {
    const counter = new FrameCounter();
    counter.push(Buffer.concat([frame(0, PING), frame(10), frame(4, PONG), frame(4, PING)]));
    expect(counter).toMatchObject({ texts: 1, pings: 2 });
  });

  it.each([
    [119, 0],
    [120, 1],
    [121, 1],
  ])('with a smallest text of 120 bytes counts one of %d bytes %d times', (sizeBytes, times) => {
    const counter = new FrameCounter(120);
    counter.push(frame(sizeBytes));
    expect(counter.texts).toBe(times);
  });
});
