import { describe, expect, it } from '@jest/globals';
import { readRules } from '../../data/grafana/read-rules';
import { aRule, aRulesAnswer, anAlert } from '../../testing/answered-rules';
import { activeNow, activeTimes, firedIn, shareOfRange, timesOfChanges } from './history';

const MINUTE = 60_000;
const samples = (alertname: string, alertstate: string, ...minutes: number[]) => ({
  labels: { alertname, alertstate },
  times: minutes.map((minute) => minute * MINUTE),
});

describe('when alerts were active', () => {
  it('is joined from samples that follow each other, and parted where one is missing', () => {
    const history = activeTimes([samples('Burn', 'firing', 10, 11, 12, 20, 21), samples('Burn', 'pending', 9)]);
    expect(history.get('Burn')).toEqual([
      { fromMs: 8 * MINUTE, toMs: 9 * MINUTE, isFiring: false },
      { fromMs: 9 * MINUTE, toMs: 12 * MINUTE, isFiring: true },
      { fromMs: 19 * MINUTE, toMs: 21 * MINUTE, isFiring: true },
    ]);
    expect(firedIn(history.get('Burn') ?? [])).toEqual({ times: 2, forMs: 5 * MINUTE });
  });

  it('is told of each rule by itself', () => {
    expect([...activeTimes([samples('A', 'firing', 1), samples('B', 'pending', 1)]).keys()]).toEqual(['A', 'B']);
    expect(activeTimes([]).size).toBe(0);
  });
});

describe("what Grafana noted of a rule's alerts", () => {
  const change = (minute: number, from: string, to: string, alert = '{job=chat}') => ({
    rule: 'Burn',
    alert,
    from,
    to,
    atMs: minute * MINUTE,
  });
  const range = { fromMs: 0, toMs: 60 * MINUTE };
  const spansOf = (...changes: ReturnType<typeof change>[]) =>
    (timesOfChanges(changes, range).get('Burn') ?? []).map(({ fromMs, toMs, isFiring }) => [
      fromMs / MINUTE,
      toMs / MINUTE,
      isFiring ? 'firing' : 'pending',
    ]);

  it('is when they were pending and when they fired, in whatever order it is told', () => {
    expect(
      spansOf(change(30, 'Alerting', 'Normal'), change(10, 'Normal', 'Pending'), change(12, 'Pending', 'Alerting')),
    ).toEqual([
      [10, 12, 'pending'],
      [12, 30, 'firing'],
    ]);
  });

  it('reaches back before the first change and on after the last', () => {
    expect(spansOf(change(5, 'Alerting', 'Normal (NoData)'))).toEqual([[0, 5, 'firing']]);
    expect(spansOf(change(50, 'Normal', 'Alerting'))).toEqual([[50, 60, 'firing']]);
  });

  it('goes on while an alert recovers', () => {
    expect(
      spansOf(
        change(10, 'Pending', 'Alerting'),
        change(20, 'Alerting', 'Recovering (NoData)'),
        change(25, 'Recovering (NoData)', 'Alerting'),
        change(40, 'Alerting', 'Normal'),
      ),
    ).toEqual([
      [0, 10, 'pending'],
      [10, 40, 'firing'],
    ]);
  });

  it('is told of each alert by itself', () => {
    expect(
      spansOf(
        change(10, 'Normal', 'Alerting', '{job=a}'),
        change(20, 'Normal', 'Alerting', '{job=b}'),
        change(30, 'Alerting', 'Normal', '{job=a}'),
        change(40, 'Alerting', 'Normal', '{job=b}'),
      ),
    ).toEqual([
      [10, 30, 'firing'],
      [20, 40, 'firing'],
    ]);
  });
});

describe('a rule that leaves neither series nor notes', () => {
  it('is known to be active since its alerts are', () => {
    const { rules } = readRules(
      aRulesAnswer(
        aRule({
          alerts: [
            anAlert({ activeAt: '1970-01-01T00:01:00Z' }),
            anAlert({ state: 'Pending', activeAt: '1970-01-01T00:02:00Z' }),
            anAlert({ state: 'Recovering', activeAt: '1970-01-01T00:03:00Z' }),
          ],
        }),
      ),
      'grafana',
    );
    expect(rules.flatMap((rule) => activeNow(rule, 5 * MINUTE))).toEqual([
      { fromMs: MINUTE, toMs: 5 * MINUTE, isFiring: true },
      { fromMs: 2 * MINUTE, toMs: 5 * MINUTE, isFiring: false },
    ]);
  });
});

describe('a span in a range', () => {
  const range = { fromMs: 100, toMs: 200 };
  it.each([
    [120, 140, { start: 0.2, width: 0.2 }],
    [50, 110, { start: 0, width: 0.1 }],
    [190, 300, { start: 0.9, width: 0.1 }],
    [0, 100, undefined],
    [200, 300, undefined],
  ])('from %d to %d is drawn at %j', (fromMs, toMs, expected) => {
    const share = shareOfRange({ fromMs, toMs, isFiring: true }, range);
    expect(share && { start: share.start, width: Number(share.width.toFixed(6)) }).toEqual(expected);
  });
});
