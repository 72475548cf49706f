import { loadObjectives } from '@chatwatch/objectives';
import { describe, expect, it } from '@jest/globals';
import { History } from './history.js';
import { standingOver } from './standing.js';

const MINUTE_MS = 60_000;
const HOUR_SECONDS = 3_600;
const MIB = 1_048_576;

/** How an objective stands over six hours, after some minutes in each of which its gauge had a value. */
const standing = (id: string, minutes: number, valueAt: (minute: number) => number) => {
  const objective = loadObjectives().find((one) => one.id === id);
  if (!objective) throw new Error(`there is no objective ${id}`);
  const history = new History(1);
  const momentAt = (minute: number) => ({
    atMs: minute * MINUTE_MS,
    readings: [{ events: NaN, sum: valueAt(minute) }],
  });
  for (let minute = 1; minute <= minutes; minute++) history.push(momentAt(minute));
  return standingOver(objective, 0, 6 * HOUR_SECONDS, { startedAtMs: 0, history, now: momentAt(minutes) });
};

describe('what grows', () => {
  it.each([
    [69, 'too_early'],
    [70, 'met'],
    [71, 'met'],
  ])('is judged from an hour after its first ten minutes on: after %i it is %s', (minutes, state) => {
    expect(standing('heap-growth', minutes, () => 60 * MIB).state).toBe(state);
  });

  it('is what it gains in an hour, whatever its first minutes took', () => {
    const { state, value } = standing('heap-growth', 300, (minute) => (minute < 10 ? 5 : 100 + minute) * MIB);
    expect(state).toBe('missed');
    expect(value).toBeCloseTo(60 * MIB, 0);
  });

  it('does not take the saw of the garbage collector for growth', () => {
    const { state, value } = standing('heap-growth', 360, (minute) => (60 + 5 * (minute % 12)) * MIB);
    expect(state).toBe('met');
    expect(Math.abs(value ?? NaN)).toBeLessThan(2 * MIB);
  });

  it('is a share of where it began where that is promised', () => {
    expect(standing('memory-growth', 370, (minute) => (minute < 10 ? 1 : 100 + minute / 6) * MIB)).toMatchObject({
      state: 'met',
      value: expect.closeTo(0.098, 2),
    });
  });
});

describe('a gauge', () => {
  it('is its average over the window', () => {
    expect(standing('cpu-utilization', 360, (minute) => (minute % 2 === 0 ? 0.2 : 0.6))).toMatchObject({
      state: 'met',
      value: expect.closeTo(0.4, 2),
    });
  });
});

describe('the past', () => {
  it('is kept for three days', () => {
    const history = new History(1);
    for (let minute = 0; minute <= 3 * 24 * 60 + 10; minute++) {
      history.push({ atMs: minute * MINUTE_MS, readings: [{ events: minute, sum: 0 }] });
    }
    expect(history.readingAt(0, 9 * MINUTE_MS)).toBeUndefined();
    expect(history.readingAt(0, 10 * MINUTE_MS)).toEqual({ events: 10, sum: 0 });
    expect(history.readingAt(0, 11.5 * MINUTE_MS)).toEqual({ events: 11, sum: 0 });
    expect(history.after(0, (3 * 24 * 60 + 8) * MINUTE_MS)).toHaveLength(2);
  });
});
