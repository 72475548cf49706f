import { describe, expect, it } from '@jest/globals';
import type { Series } from '../../../data/prometheus';
import { objectiveOf } from '../../../testing/objective';
import { burnDown } from './burn-down';
import { burnWindows, otherAlerts } from './burn-windows';

const HOUR = 3_600_000;

const series = (labels: Record<string, string>, values: number[], stepMs = HOUR): Series => ({
  labels,
  legend: '',
  times: values.map((_, index) => index * stepMs),
  values,
});

const rate = (window: string, value: number): Series => series({ window }, [value]);
const alert = (longWindow: string, alertstate: string): Series =>
  series({ alertname: 'ErrorRateBudgetBurn', alertstate, long_window: longWindow, severity: 'page' }, [1]);

describe('the windows of alerts', () => {
  const answers = {
    rates: [rate('1h', 20), rate('5m', 3), rate('6h', 1)],
    alerts: [alert('6h', 'pending'), alert('1h', 'firing'), alert('1h', 'pending')],
    allowed: 0.001,
  };

  it('have the thresholds of the rules, what they show, and the worst state of their alerts', () => {
    const [hour, sixHours, day] = burnWindows(objectiveOf(), answers);
    expect(hour).toEqual({
      long: '1h',
      short: '5m',
      threshold: 13.44,
      severity: 'page',
      longRate: 20,
      shortRate: 3,
      state: 'firing',
      isUnreachable: false,
    });
    expect(sixHours).toMatchObject({ threshold: 5.6, longRate: 1, state: 'pending' });
    expect(sixHours).not.toHaveProperty('shortRate');
    expect(day).toMatchObject({ severity: 'ticket', state: 'quiet' });
  });

  it('are those that fit into the objective’s own', () => {
    expect(burnWindows(objectiveOf({ window: '1d' }), answers).map(({ long }) => long)).toEqual(['1h', '6h', '1d']);
  });

  it('are none where there is no budget', () => {
    expect(burnWindows(objectiveOf(), { ...answers, allowed: undefined })).toEqual([]);
  });

  it('say that no burn is so fast where even all events would not do', () => {
    const [hour, , , threeDays] = burnWindows(objectiveOf(), { ...answers, allowed: 0.2 });
    expect([hour?.isUnreachable, threeDays?.isUnreachable]).toEqual([true, false]);
  });

  it('of an objective about tickets wake nobody', () => {
    const severities = burnWindows(objectiveOf({ severity: 'ticket' }), answers).map(({ severity }) => severity);
    expect(new Set(severities)).toEqual(new Set(['ticket']));
  });

  it('leave other alerts to be told by name', () => {
    const absent = series({ alertname: 'ErrorRateDataAbsent', alertstate: 'firing', severity: 'ticket' }, [1]);
    expect(otherAlerts([absent, alert('1h', 'firing')])).toEqual([
      { name: 'ErrorRateDataAbsent', state: 'firing', severity: 'ticket' },
    ]);
  });
});

describe('the budget over its window', () => {
  const span = { from: -HOUR, to: 5 * HOUR };
  const valuesOf = (given: readonly Series[], left: number): number[] => burnDown(given, left, span).values;

  it('goes from whole to what is left, each bad event taking its share when it happened', () => {
    const expected = [1, 1, 1, expect.closeTo(0.8), expect.closeTo(0.8), expect.closeTo(0.2), 0.2];
    expect(valuesOf([series({ window: '1h' }, [0, 2, 0, 6])], 0.2)).toEqual(expected);
  });

  it('may be overdrawn', () => {
    expect(valuesOf([series({ window: '1h' }, [1, 1])], -1)).toEqual([1, 1, 0, -1, -1]);
  });

  it('reads the shortest window in which no event falls between two points', () => {
    const given = [
      series({ window: '6h' }, [9, 0]),
      series({ window: '1h' }, [0, 5]),
      series({ window: '5m' }, [7, 7]),
    ];
    expect(valuesOf(given, 0)).toEqual([1, 1, 1, 0, 0]);
  });

  it('stays whole without bad events, over gaps too', () => {
    expect(valuesOf([series({ window: '1h' }, [0, Number.NaN, 0])], 1)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('is whole until anything was recorded', () => {
    const { times, values } = burnDown([], 0.5, span);
    expect(values).toEqual([1, 1, 0.5]);
    expect(times).toEqual([span.from, expect.closeTo(span.to - 0.01 * (span.to - span.from)), span.to]);
    const late = burnDown([{ ...series({ window: '1h' }, [1, 1]), times: [3 * HOUR, 4 * HOUR] }], 0, span);
    expect(late.values).toEqual([1, 1, 0.5, 0, 0]);
    expect(late.times[1]).toBeGreaterThan(2.9 * HOUR);
  });
});
