import { beforeEach, describe, expect, it } from '@jest/globals';
import { produce } from 'immer';
import { message, messageFrame, page } from '../testing/messages';
import { applyArrivals, prepend, trim } from '../log/changes';
import { type ChannelLog, EMPTY_LOG, indexFrom } from '../log/channel-log';
import { messageReader } from '../log/live-message';
import { RowWindow } from './row-window';

const VIEW = 600;
const ROW = 30;
const read = messageReader();

const appended = (log: ChannelLog, from: number, count: number): ChannelLog =>
  produce(log, (draft) => {
    const frames = Array.from({ length: count }, (_, index) => ({ frame: messageFrame(from + index) }));
    applyArrivals(draft, frames, read);
  });

const inFront = (log: ChannelLog, from: number, count: number): ChannelLog =>
  produce(log, (draft) => {
    const messages = Array.from({ length: count }, (_, index) => message(from + index));
    prepend(draft, page(messages, 10_000, true), read);
  });

describe('the rows in view', () => {
  let rows: RowWindow;
  let log: ChannelLog;

  /** Where a message stands in the view. */
  const placeOf = (seq: number): number => rows.startOf(indexFrom(log, seq)) - rows.topPx;
  const show = (next: ChannelLog, isFollowing: boolean): void => {
    log = next;
    rows.show(log, isFollowing);
  };

  beforeEach(() => {
    rows = new RowWindow();
    show(appended(EMPTY_LOG, 5_000, 1_000), true);
    rows.resize(VIEW);
  });

  it('are none without a view, and few whatever is held', () => {
    rows.resize(0);
    expect(rows.drawn).toEqual({ first: 0, end: 0 });
    rows.resize(VIEW);
    expect(rows.drawn.end).toBe(1_000);
    expect(rows.drawn.end - rows.drawn.first).toBeLessThanOrEqual(VIEW / ROW + 13);
    expect(rows.isCoveredBy(rows.drawn)).toBe(true);
  });

  it('are the last while the list follows', () => {
    show(appended(log, 6_000, 500), true);
    expect(rows.topPx).toBe(rows.totalPx - VIEW);
    expect(rows.drawn.end).toBe(1_500);
    rows.measure(1_499, 90);
    expect(rows.topPx).toBe(rows.totalPx - VIEW);
  });

  it('stay in their place while pages come in front, rows above get higher, and more is written', () => {
    show(log, false);
    rows.scrolledTo(3_015);
    const before = placeOf(5_100);
    show(inFront(log, 4_900, 100), false);
    expect(placeOf(5_100)).toBe(before);
    rows.measure(3, 200);
    expect(placeOf(5_100)).toBe(before);
    show(appended(log, 6_000, 100), false);
    expect(placeOf(5_100)).toBe(before);
  });

  it('stay in their place when those that were never drawn turn out higher as one scrolls up', () => {
    show(log, false);
    rows.scrolledTo(3_000);
    for (let { first } = rows.drawn; first < rows.drawn.end; first++) rows.measure(first, 30);
    // So far that rows come in view that were no neighbours.
    rows.scrolledTo(2_700);
    const before = placeOf(5_100);
    rows.measure(indexFrom(log, 5_089), 120);
    rows.measure(indexFrom(log, 5_090), 120);
    expect(placeOf(5_100)).toBe(before);
  });

  it('do not wander by the rounding of scroll positions', () => {
    show(log, false);
    rows.scrolledTo(3_000);
    rows.measure(10, 30.4);
    const before = rows.topPx;
    for (let round = 0; round < 100; round++) rows.scrolledTo(Math.floor(rows.topPx));
    expect(rows.topPx).toBe(before);
  });

  it('begin with the oldest where what was read is gone', () => {
    show(log, false);
    rows.scrolledTo(400);
    show(
      produce(log, (draft) => {
        trim(draft, 500);
      }),
      false,
    );
    expect(rows.topPx).toBeLessThanOrEqual(40);
    expect(rows.drawn.first).toBe(0);
  });

  it('say when nothing is left to scroll', () => {
    expect(rows.isAllInView).toBe(false);
    show(appended(EMPTY_LOG, 1, 5), true);
    expect(rows).toMatchObject({ isAllInView: true, topPx: 0 });
  });
});
