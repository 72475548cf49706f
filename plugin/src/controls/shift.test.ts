import { expect, it } from '@jest/globals';
import { dateTime, type RawTimeRange, type TimeRange } from '@grafana/data';
import { shifted, zoomedOut } from './shift';

const rangeOf = (fromMs: number, toMs: number): TimeRange => {
  const raw = { from: dateTime(fromMs), to: dateTime(toMs) };
  return { ...raw, raw };
};

const timesOf = ({ from, to }: RawTimeRange): number[] => [from, to].map((time) => dateTime(time).valueOf());

it('moves half a range back', () => {
  expect(timesOf(shifted(rangeOf(1_000, 2_000), -1, 5_000))).toEqual([500, 1_500]);
});

it('moves half a range on, but not beyond now', () => {
  expect(timesOf(shifted(rangeOf(1_000, 2_000), 1, 5_000))).toEqual([1_500, 2_500]);
  expect(timesOf(shifted(rangeOf(1_000, 2_000), 1, 2_100))).toEqual([1_100, 2_100]);
});

it('zooms out around the middle', () => {
  expect(timesOf(zoomedOut(rangeOf(1_000, 2_000)))).toEqual([500, 2_500]);
});
