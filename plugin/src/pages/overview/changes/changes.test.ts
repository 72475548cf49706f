import { describe, expect, it } from '@jest/globals';
import type { Series } from '../../../data/prometheus';
import { alertsFrom } from './alerts';
import { startsFrom } from './starts';
import { marksOf } from './time-line';

const MINUTE = 60_000;
const span = { from: 0, to: 100 * MINUTE };

const series = (
  labels: Record<string, string>,
  values: readonly number[],
  times = values.map((_, i) => i * MINUTE),
): Series => ({
  labels,
  legend: '',
  times: [...times],
  values: [...values],
});

/** A process that Prometheus saw twice, started at a minute. */
const process = (instance: string, version: string, minute: number, job = 'chat'): Series =>
  series({ job, instance, version, commit: `c${version}` }, [minute * 60, minute * 60]);

const told = (given: readonly Series[]): string[] =>
  startsFrom(given, span).map(
    ({ kind, at, version, instances }) => `${at / MINUTE} ${kind} ${version} ${instances.join('+')}`,
  );

describe('starts of processes', () => {
  it('are no change where they were before the range', () => {
    expect(told([process('a', '1', -500)])).toEqual([]);
  });

  it('of the same build are starts', () => {
    expect(told([process('a', '1', -500), process('a', '1', 10)])).toEqual(['10 start 1 a']);
  });

  it('of another build are a deploy', () => {
    expect(told([process('a', '1', -500), process('a', '2', 10)])).toEqual(['10 deploy 2 a']);
  });

  it('of another commit of the same version are a deploy', () => {
    const other = series({ job: 'chat', instance: 'a', version: '1', commit: 'other' }, [600]);
    expect(told([process('a', '1', -500), other])).toEqual(['10 deploy 1 a']);
  });

  it('of several instances in waves are one deploy, with new ones among them', () => {
    const before = [process('a', '1', -500), process('b', '1', -400)];
    const after = [process('a', '2', 10), process('new', '2', 12), process('b', '2', 20)];
    expect(told([...before, ...after])).toEqual(['10 deploy 2 a+new+b']);
  });

  it('long after a deploy are starts of their own', () => {
    const given = [process('a', '1', -500), process('a', '2', 10), process('a', '2', 40)];
    expect(told(given)).toEqual(['10 deploy 2 a', '40 start 2 a']);
  });

  it('back to the build before are a deploy', () => {
    const given = [process('a', '1', -500), process('a', '2', 10), process('a', '1', 14)];
    expect(told(given)).toEqual(['10 deploy 2 a', '14 deploy 1 a']);
  });

  it('of another job are not measured by the build of this one', () => {
    expect(told([process('a', '1', -500), process('x', '7', 10, 'other')])).toEqual(['10 start 7 x']);
  });
});

describe('alerts', () => {
  const burn = { alertname: 'Burn', objective: 'error-rate', severity: 'page' };

  it('have a beginning and an end', () => {
    expect(
      alertsFrom(
        [
          series(
            burn,
            [1, 1, 1],
            [10, 11, 12].map((at) => at * MINUTE),
          ),
        ],
        span,
      ),
    ).toEqual([
      {
        kind: 'alert',
        name: 'Burn',
        objective: 'error-rate',
        severity: 'page',
        at: 10 * MINUTE,
        until: 13 * MINUTE,
        isOlder: false,
      },
    ]);
  });

  it('that come again are told again', () => {
    const found = alertsFrom(
      [
        series(
          burn,
          [1, 1, 1, 1],
          [10, 11, 20, 21].map((at) => at * MINUTE),
        ),
      ],
      span,
    );
    expect(found.map(({ at }) => at / MINUTE)).toEqual([10, 20]);
  });

  it('have no end while they fire', () => {
    const [found] = alertsFrom(
      [
        series(
          burn,
          [1, 1],
          [99, 100].map((at) => at * MINUTE),
        ),
      ],
      span,
    );
    expect(found).not.toHaveProperty('until');
  });

  it('say that they are older than the range', () => {
    const [found] = alertsFrom(
      [
        series(
          burn,
          [1, 1],
          [0, 1].map((at) => at * MINUTE),
        ),
      ],
      span,
    );
    expect(found?.isOlder).toBe(true);
  });

  it('about a target have no objective', () => {
    const [found] = alertsFrom([series({ alertname: 'TargetDown', severity: 'ticket' }, [1])], span);
    expect(found).not.toHaveProperty('objective');
  });
});

describe('marks on the time line', () => {
  const start = (minute: number) =>
    ({ kind: 'start', at: minute * MINUTE, job: 'chat', instances: ['a'], version: '1', commit: 'c' }) as const;

  it('stand where they happened', () => {
    expect(marksOf([start(25)], span)).toEqual([{ left: 0.25, width: 0, changes: [start(25)] }]);
  });

  it('that are too close are one', () => {
    expect(marksOf([start(50), start(51), start(60)], span).map(({ changes }) => changes.length)).toEqual([2, 1]);
  });

  it('of alerts are as wide as they lasted, and go to the end while they fire', () => {
    const alert = { kind: 'alert', at: 50 * MINUTE, name: 'Burn', severity: 'page', isOlder: false } as const;
    expect(marksOf([{ ...alert, until: 75 * MINUTE }], span)[0]).toMatchObject({ left: 0.5, width: 0.25 });
    expect(marksOf([alert], span)[0]).toMatchObject({ left: 0.5, width: 0.5 });
  });
});
