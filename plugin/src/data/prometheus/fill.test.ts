import { expect, it } from '@jest/globals';
import { fill } from './fill';

const FILLING = { jobs: ['chat'], instances: ['127.0.0.1:3000'], rateSeconds: 60, rangeSeconds: 3_600 };

it('fills in one value as a pattern of its own', () => {
  expect(fill('up{job=~"$job",instance=~"$instance"}', FILLING)).toBe(
    'up{job=~"chat",instance=~"127\\\\.0\\\\.0\\\\.1:3000"}',
  );
});

it('fills in several as alternatives', () => {
  expect(fill('up{job=~"$job"}', { ...FILLING, jobs: ['a', 'b+'] })).toBe('up{job=~"(a|b\\\\+)"}');
});

it('lets no value leave its quotes', () => {
  const hostile = 'x"} or vector(1) #\\';
  expect(fill('a{objective="$objective"}', { ...FILLING, objective: hostile })).toBe(
    'a{objective="x\\"} or vector(1) #\\\\"}',
  );
  expect(fill('a{job=~"$job"}', { ...FILLING, jobs: ['x"}'] })).toBe('a{job=~"x\\"\\\\}"}');
});

it('takes a value with a dollar as it is', () => {
  expect(fill('a{job=~"$job"}', { ...FILLING, jobs: ['$instance$&'] })).toBe('a{job=~"\\\\$instance\\\\$&"}');
});

it('fills in times', () => {
  expect(fill('rate(a[$__rate_interval]) + increase(a[$__range])', FILLING)).toBe('rate(a[60s]) + increase(a[3600s])');
});

it('leaves words that only begin like a variable', () => {
  expect(fill('a{x="$jobs"}', FILLING)).toBe('a{x="$jobs"}');
});
