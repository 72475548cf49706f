import { describe, expect, it } from '@jest/globals';
import { ReaderLog } from './reader-log.ts';

describe('the log of a reader', () => {
  it('misses nothing when everything after the subscription came', () => {
    const log = new ReaderLog(7);
    expect([8, 9, 10].map((seq) => log.entry(seq))).toEqual(['in_order', 'in_order', 'in_order']);
    expect(log.missing(10)).toBe(0);
    expect(log.highest).toBe(10);
  });

  it('misses a hole and what was written last', () => {
    const log = new ReaderLog(0);
    log.entry(1);
    log.entry(3);
    expect(log.missing(5)).toBe(3);
  });

  it('tells a late entry from a repeated one, and misses neither', () => {
    const log = new ReaderLog(0);
    expect([2, 1, 2, 1].map((seq) => log.entry(seq))).toEqual(['in_order', 'out_of_order', 'duplicate', 'duplicate']);
    expect(log.missing(2)).toBe(0);
    expect(log.highest).toBe(2);
  });

  it('counts what it had before it subscribed as repeated', () => {
    const log = new ReaderLog(5);
    expect(log.entry(5)).toBe('duplicate');
    expect(log.missing(5)).toBe(0);
  });

  it('misses an acknowledged message that the store has lost', () => {
    const log = new ReaderLog(0);
    log.entry(1);
    log.owe(2);
    expect(log.missing(1)).toBe(1);
  });

  it('goes by what it saw where the head is not known', () => {
    const log = new ReaderLog(0);
    log.entry(1);
    log.entry(4);
    expect(log.missing(0)).toBe(2);
  });
});
