import { describe, expect, it } from '@jest/globals';
import { interleave } from './interleave.js';

describe('interleave', () => {
  it('measures the sides in turn and changes which comes first', async () => {
    const order: string[] = [];
    const measure = (side: string, value: number) => () => {
      order.push(side);
      return Promise.resolve({ value });
    };
    const plan = { runs: 3, isQuick: false, note: () => undefined };
    const pairs = await interleave(plan, { ours: measure('ours', 2), peer: measure('peer', 1) }, String);
    expect(order).toEqual(['ours', 'peer', 'peer', 'ours', 'ours', 'peer']);
    expect(pairs).toEqual(Array.from({ length: 3 }, () => ({ ours: { value: 2 }, peer: { value: 1 } })));
  });
});
