import { describe, expect, it } from '@jest/globals';
import { DEFAULT_EDGES, quantileOf } from './buckets';
import { DeliveryMeter } from './delivery-meter';

const meterAt = (start: number) => {
  let now = start;
  const meter = new DeliveryMeter(() => now);
  return {
    meter,
    advance: (ms: number) => {
      now += ms;
    },
  };
};

describe('what the page measured', () => {
  it('puts a time at an edge into the bucket below it, and the rest beyond the last', () => {
    const { meter } = meterAt(0);
    for (const ms of [1, 10, 10.1, 50, 50.01, 9_000]) meter.record(ms);
    const { counts } = meter.summary([0.01, 0.05]).buckets;
    expect(counts).toEqual([2, 2, 2]);
  });

  it('has no quantile before the first message', () => {
    expect(meterAt(0).meter.summary(DEFAULT_EDGES)).toMatchObject({ count: 0, perSecond: 0, p50: undefined });
  });

  it('is over the last messages only, so that what was slow an hour ago does not hide what is fast now', () => {
    const { meter } = meterAt(0);
    for (let sent = 0; sent < 8_192; sent++) meter.record(4_000);
    for (let sent = 0; sent < 8_192; sent++) meter.record(2);
    const { buckets, count } = meter.summary([0.0025, 5]);
    expect(count).toBe(16_384);
    expect(buckets.counts).toEqual([8_192, 0, 0]);
  });

  it('tells messages a second over whole seconds, at first over those that have passed', () => {
    const { meter, advance } = meterAt(60_000);
    for (let sent = 0; sent < 30; sent++) meter.record(1);
    expect(meter.summary([1]).perSecond).toBe(0);
    advance(1_000);
    expect(meter.summary([1]).perSecond).toBe(30);
    advance(1_000);
    expect(meter.summary([1]).perSecond).toBe(15);
    advance(8_000);
    expect(meter.summary([1]).perSecond).toBe(3);
    advance(1_000);
    expect(meter.summary([1]).perSecond).toBe(0);
  });

  it('forgets all seconds of a long silence', () => {
    const { meter, advance } = meterAt(60_000);
    meter.record(1);
    advance(3_600_000);
    meter.record(1);
    advance(1_000);
    expect(meter.summary([1]).perSecond).toBe(0.1);
  });
});

describe('a quantile of buckets', () => {
  it.each([
    [0.5, [10, 0, 0, 0], 0.005],
    [0.5, [0, 10, 0, 0], 0.055],
    [0.95, [90, 10, 0, 0], 0.055],
    [0.99, [0, 0, 0, 5], 1],
    [1, [1, 1, 1, 0], 1],
  ])('at %f of %j is %f', (q, counts, expected) => {
    expect(quantileOf({ edges: [0.01, 0.1, 1], counts }, q)).toBeCloseTo(expected, 10);
  });

  it('is nothing without observations', () => {
    expect(quantileOf({ edges: [1], counts: [0, 0] }, 0.5)).toBeUndefined();
  });
});
