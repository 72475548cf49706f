import { describe, expect, it } from '@jest/globals';
import { produce } from 'immer';
import { message, messageFrame, page, seededRandom } from '../testing/messages';
import { applyArrivals, prepend, trim } from '../log/changes';
import { type ChannelLog, EMPTY_LOG, reader } from '../log/channel-log';
import { type LiveMessage, messageReader } from '../log/live-message';
import { RowOffsets } from './row-offsets';

const GUESS = 30;
const read = messageReader();

const appended = (log: ChannelLog, from: number, count: number): ChannelLog =>
  produce(log, (draft) => {
    applyArrivals(
      draft,
      Array.from({ length: count }, (_, index) => ({ frame: messageFrame(from + index) })),
      read,
    );
  });

const seqs = (log: ChannelLog): number[] => {
  const at = reader(log);
  return Array.from({ length: log.count }, (_, index) => at(index)?.seq ?? 0);
};

/** Where each row begins, and the last one ends. */
const topsOf = (rows: readonly number[], heights: ReadonlyMap<number, number>): number[] => {
  const tops = [0];
  for (const seq of rows) tops.push((tops.at(-1) ?? 0) + (heights.get(seq) ?? GUESS));
  return tops;
};

/** A message that tells when its number is looked at. */
const watched = (seq: number, onLook: () => void): LiveMessage => ({
  ...read(message(seq)),
  get seq() {
    onLook();
    return seq;
  },
});

describe('the offsets of rows', () => {
  it.each([1, 2, 3, 4])('are the sums of all heights, whatever comes and goes (seed %i)', (seed) => {
    const random = seededRandom(seed);
    const whole = (below: number) => Math.floor(random() * below);
    const offsets = new RowOffsets(GUESS);
    const heights = new Map<number, number>();
    let log = appended(EMPTY_LOG, 100_000, 500);
    let newest = 100_499;
    for (let round = 0; round < 60; round++) {
      const kind = random();
      if (kind < 0.4) {
        const count = whole(400);
        log = appended(log, newest + 1, count);
        newest += count;
      } else if (kind < 0.6) {
        const before = seqs(log)[0] ?? 0;
        const older = Array.from({ length: 100 }, (_, index) => message(before - 100 + index));
        log = produce(log, (draft) => {
          prepend(draft, page(older, newest, true), read);
        });
      } else if (kind < 0.7) {
        log = produce(log, (draft) => {
          trim(draft, 2_000);
        });
      }
      offsets.update(log.pieces);
      const rows = seqs(log);
      for (let measured = 0; measured < 30; measured++) {
        const index = whole(rows.length);
        const heightPx = 20 + whole(100) / 4;
        heights.set(rows[index] ?? 0, heightPx);
        offsets.measure(index, heightPx);
      }
      // All that is held, so that what was let go counts as never drawn when it comes back.
      const held = new Set(rows);
      for (const seq of heights.keys()) if (!held.has(seq)) heights.delete(seq);
      const tops = topsOf(rows, heights);
      const top = tops.pop() ?? 0;
      const some = rows.flatMap((seq, index) =>
        index % 37 === 0 || index === rows.length - 1 ? [{ seq, index }] : [],
      );
      expect(some.map(({ index }) => offsets.offsetOf(index))).toEqual(some.map(({ index }) => tops[index]));
      expect(some.map(({ index }) => offsets.indexAt(tops[index] ?? 0))).toEqual(some.map(({ index }) => index));
      expect(some.map(({ index }) => offsets.indexAt((tops[index + 1] ?? top) - 0.25))).toEqual(
        some.map(({ index }) => index),
      );
      expect(some.map(({ index }) => offsets.isMeasured(index))).toEqual(some.map(({ seq }) => heights.has(seq)));
      expect(offsets).toMatchObject({ totalPx: top, count: rows.length });
      expect(offsets.indexAt(-1)).toBe(0);
      expect(offsets.indexAt(top + 1)).toBe(rows.length - 1);
    }
  });

  it('do not look at more messages for an append the more are held', () => {
    let looks = 0;
    const count = () => looks++;
    const looksOf = (held: number): number => {
      const pieces = Array.from({ length: Math.ceil(held / 256) }, (_, piece) =>
        Array.from({ length: 256 }, (_, at) => watched(piece * 256 + at + 1, count)),
      );
      const offsets = new RowOffsets(GUESS);
      offsets.update(pieces);
      const last = pieces.at(-1) ?? [];
      looks = 0;
      offsets.update([...pieces.slice(0, -1), [...last, watched(pieces.length * 256 + 1, count)]]);
      offsets.measure(offsets.count - 1, 50);
      expect(offsets.indexAt(offsets.totalPx - 1)).toBe(pieces.length * 256);
      return looks;
    };
    expect(looksOf(100_000)).toBe(looksOf(1_000));
    expect(looks).toBeLessThanOrEqual(2);
  });

  it('say whether a height is news', () => {
    const offsets = new RowOffsets(GUESS);
    offsets.update(appended(EMPTY_LOG, 1, 3).pieces);
    expect([30, 30, 50, 50, 0, 30].map((heightPx) => offsets.measure(1, heightPx))).toEqual([
      false,
      false,
      true,
      false,
      false,
      true,
    ]);
    expect(offsets.totalPx).toBe(90);
  });
});
