import { expect, it } from '@jest/globals';
import { dateTime } from '@grafana/data';
import { evaluate, rawRangeOf, readAddress, writeAddress } from './address';

it('reads what the dashboards write', () => {
  const address = readAddress(
    '?from=now-6h&to=now&timezone=utc&refresh=1m&var-datasource=prom&var-job=$__all&var-instance=a:1&var-instance=b:1',
  );
  expect(address).toEqual({
    from: 'now-6h',
    to: 'now',
    timeZone: 'utc',
    refresh: '1m',
    dataSource: 'prom',
    jobs: [],
    instances: ['a:1', 'b:1'],
  });
});

it('counts nonsense as not said', () => {
  const address = readAddress('?from=yesterday&to=now-zzz&refresh=soon&var-job=&var-datasource=');
  expect(address).toEqual({
    from: undefined,
    to: undefined,
    timeZone: undefined,
    refresh: undefined,
    dataSource: undefined,
    jobs: [],
    instances: [],
  });
});

it('tells no refresh from none said', () => {
  expect(readAddress('?refresh=').refresh).toBe('');
  expect(readAddress('').refresh).toBeUndefined();
});

it.each(['1763900000000', '2025-11-23T12:00:00.000Z', 'now-1d/d'])('takes the time %s', (time) => {
  expect(readAddress(`?from=${time}&to=now`).from).toBe(time);
});

it('writes what it reads, and leaves what is the page’s', () => {
  const search = writeAddress('?tab=burn&var-job=old', {
    rawRange: { from: dateTime(1_000), to: dateTime(2_000) },
    refresh: '',
    dataSource: 'prom',
    jobs: ['a', 'b&c'],
    instances: [],
    timeZone: 'Europe/Berlin',
  });
  expect(new URLSearchParams(search).get('tab')).toBe('burn');
  expect(readAddress(search)).toEqual({
    from: '1000',
    to: '2000',
    timeZone: 'Europe/Berlin',
    refresh: '',
    dataSource: 'prom',
    jobs: ['a', 'b&c'],
    instances: [],
  });
});

it('evaluates absolute times as they are and relative ones now', () => {
  const { from, to } = evaluate(rawRangeOf({ from: '1000', to: '61000' }), 'utc');
  expect([from.valueOf(), to.valueOf()]).toEqual([1_000, 61_000]);
  const hour = evaluate(rawRangeOf({ from: 'now-1h', to: 'now' }), 'utc');
  expect(Math.round(hour.to.diff(hour.from) / 1000)).toBe(3_600);
});

it('takes the usual range in place of one that ends before it begins', () => {
  expect(rawRangeOf({ from: '2000', to: '1000' })).toEqual({ from: 'now-1h', to: 'now' });
});
