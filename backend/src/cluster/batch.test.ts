import { Buffer } from 'node:buffer';
import { describe, expect, it } from '@jest/globals';
import { Batch, batchHeader, readBatch } from './batch.js';

const batchOf = (...messages: string[]): Buffer => {
  const batch = new Batch(batchHeader('node-ü'));
  for (const message of messages) batch.add([Buffer.from(message.slice(0, 1)), Buffer.from(message.slice(1))]);
  return batch.toBytes();
};

describe('a batch', () => {
  it('gives back its node and its messages, whatever their parts and however empty', () => {
    const read = readBatch(batchOf('one', '', 'drei 🙂'));
    expect(read?.from).toBe('node-ü');
    expect(read?.messages.map(String)).toEqual(['one', '', 'drei 🙂']);
  });

  it('counts its messages and the bytes that each takes', () => {
    const batch = new Batch(batchHeader('a'));
    expect(batch.add([Buffer.from('ab'), Buffer.from('c')])).toBe(7);
    expect(batch.messages).toBe(1);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['one byte', Buffer.of(1)],
    ['another version', Buffer.concat([Buffer.of(2), batchOf('one').subarray(1)])],
    ['a batch that was cut', batchOf('one').subarray(0, -1)],
    ['a batch with more after it', Buffer.concat([batchOf('one'), Buffer.of(0)])],
    ['a length beyond the end', Buffer.from([1, 0, 255, 255, 255, 255])],
  ])('is not read from %s', (_what, bytes) => {
    expect(readBatch(bytes)).toBeUndefined();
  });
});
