import { expect, it } from '@jest/globals';
import { dateTime, type TimeRange } from '@grafana/data';
import { intervalOf } from './interval';

const HOUR = 3_600_000;

const lasting = (ms: number): TimeRange => {
  const raw = { from: dateTime(0), to: dateTime(ms) };
  return { ...raw, raw };
};

it.each([
  // As Grafana's data source answers for the same range, points and scrape interval.
  [HOUR, 300, '15s', 15, 60],
  [HOUR, 60, '15s', 60, 75],
  [24 * HOUR, 300, '15s', 300, 315],
  [24 * HOUR, 300, undefined, 300, 315],
  [HOUR, 300, '1m', 60, 240],
  [HOUR, 300, '>5s', 10, 20],
  [HOUR, 300, 'nonsense', 15, 60],
  [30 * 24 * HOUR, 60, '15s', 43_200, 43_215],
])(
  'over %d ms in %d points of a scrape every %s, steps by %d s and rates over %d s',
  (ms, points, scrape, step, rate) => {
    expect(intervalOf(lasting(ms), points, scrape)).toEqual({ stepSeconds: step, rateSeconds: rate });
  },
);
