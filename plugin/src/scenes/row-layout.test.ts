import { expect, it } from '@jest/globals';
import { api } from '../generated/dashboards/api';
import { data } from '../generated/dashboards/data';
import { realtime } from '../generated/dashboards/realtime';
import { runtime } from '../generated/dashboards/runtime';
import { spansOf } from './row-layout';

const rows = [api, realtime, data, runtime].flatMap((dashboard) => dashboard.rows);

it.each(['wide', 'medium'] as const)('fills whole lines of 24 columns where there is %s room', (room) => {
  for (const row of rows) {
    let used = 0;
    for (const span of spansOf(row)) {
      expect(used + span[room]).toBeLessThanOrEqual(24);
      used = (used + span[room]) % 24;
    }
    expect(used).toBe(0);
  }
});

it('keeps the widths of the dashboard where there is room, and goes in pairs where there is less', () => {
  const row = rows.find(({ panels }) => panels.map(({ width }) => width).join() === '8,8,8');
  expect(row && spansOf(row)).toEqual([
    { wide: 8, medium: 12 },
    { wide: 8, medium: 12 },
    { wide: 8, medium: 24 },
  ]);
});
