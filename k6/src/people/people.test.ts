import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { channelOf, channelSizes } from './channels.ts';
import { seededRandom } from './random.ts';
import { sendTimes } from './schedule.ts';
import { draw, type Traffic } from './traffic.ts';

const file = new URL('../../generated/traffic.json', import.meta.url);
const traffic = JSON.parse(readFileSync(file, 'utf8')) as Traffic; // written by the generator

describe('a draw', () => {
  it('is straight between quantiles, and their ends at its ends', () => {
    const quantiles = [0, 10, 40];
    expect([0, 0.25, 0.5, 0.75, 1].map((place) => draw(quantiles, place))).toEqual([0, 5, 10, 25, 40]);
  });
});

describe('channel sizes', () => {
  it.each([2, 5, 9, 10, 37, 999, 1000])('add up to all %d people', (people) => {
    const sizes = channelSizes(people, traffic.channelShares);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(people);
    expect(Math.min(...sizes)).toBeGreaterThan(0);
  });

  it('use all channels of the trace from 40 people on, and one below ten', () => {
    expect(channelSizes(40, traffic.channelShares)).toHaveLength(8);
    expect(channelSizes(9, traffic.channelShares)).toEqual([9]);
  });

  it('give everybody a channel, in the sizes told', () => {
    const sizes = channelSizes(100, traffic.channelShares);
    const places = Array.from({ length: 100 }, (_, person) => channelOf(person, sizes));
    expect(sizes.map((_, channel) => places.filter((place) => place === channel).length)).toEqual(sizes);
  });
});

describe('the plan of a person', () => {
  const stretch = { fromMs: 1_000_000, untilMs: 1_060_000 };

  it('is the same for the same seed, in order, and within the stretch', () => {
    const plan = (seed: number) => sendTimes(traffic.gapSeconds, stretch, 20, seededRandom(seed));
    const times = plan(3);
    expect(times).toEqual(plan(3));
    expect(times).not.toEqual(plan(4));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.every((atMs) => atMs >= stretch.fromMs && atMs < stretch.untilMs)).toBe(true);
  });

  it('writes as often as the trace, from the first second on', () => {
    const mean =
      Array.from({ length: 1000 }, (_, place) => draw(traffic.gapSeconds, place / 999)).reduce((a, b) => a + b) / 1000;
    const people = 4_000;
    const all = Array.from({ length: people }, (_, seed) =>
      sendTimes(traffic.gapSeconds, stretch, 1, seededRandom(seed)),
    ).flat();
    const expected = (people * 60) / mean;
    const firstHalf = all.filter((atMs) => atMs < 1_030_000).length;
    // Five standard deviations of a count of this size; the seeds are fixed.
    expect(Math.abs(all.length - expected)).toBeLessThan(5 * Math.sqrt(expected) + 0.05 * expected);
    expect(Math.abs(firstHalf - all.length / 2)).toBeLessThan(5 * Math.sqrt(all.length));
  });
});
