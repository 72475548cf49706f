import { expect, it } from '@jest/globals';
import { realtime } from '../../../generated/dashboards/realtime';
import { DEFAULT_EDGES } from './buckets';
import { deliveryBoundMs } from './use-delivery-bound';

it('holds messages against what the objective allows, which is an edge of the histogram', () => {
  const boundMs = deliveryBoundMs(realtime);
  expect(boundMs).toBeGreaterThan(0);
  expect(DEFAULT_EDGES).toContain((boundMs ?? 0) / 1_000);
});

it('holds them against nothing where there is no such objective', () => {
  expect(deliveryBoundMs({ ...realtime, rows: [] })).toBeUndefined();
});
