import { expect, it } from '@jest/globals';
import { daysIn } from './days';

it.each([
  ['UTC', '2026-11-23T23:59:59.999Z', '2026-11-23'],
  ['UTC', '2026-11-24T00:00:00.000Z', '2026-11-24'],
  ['Asia/Kathmandu', '2026-11-23T18:14:59.999Z', '2026-11-23'],
  ['Asia/Kathmandu', '2026-11-23T18:15:00.000Z', '2026-11-24'],
  ['America/New_York', '2026-11-24T04:59:59.999Z', '2026-11-23'],
  ['America/New_York', '2026-11-24T05:00:00.000Z', '2026-11-24'],
])('in %s it is at %s the %s', (timeZone, time, expected) => {
  expect(daysIn(timeZone)(Date.parse(time))).toBe(expected);
});

it('remembers no more than it should, and is right all the same', () => {
  const dayOf = daysIn('UTC');
  const start = Date.UTC(2026, 0, 1);
  for (let day = 0; day < 60; day++) {
    const time = start + day * 86_400_000;
    expect(dayOf(time)).toBe(new Date(time).toISOString().slice(0, 10));
  }
});
