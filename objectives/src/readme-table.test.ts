import { describe, expect, it } from '@jest/globals';
import { readmeTable } from './readme-table.js';
import { objectiveOf } from './testing/objective-factory.js';

describe('the table for the README', () => {
  it('has one padded row an objective and escapes what would end a cell', () => {
    const external = objectiveOf({
      promise: 'Small | fast.',
      indicator: { kind: 'external', source: 'build', measurement: 'js_bytes' },
      target: { atMost: 2048 },
      window: undefined,
      unit: 'bytes',
    });
    expect(readmeTable([objectiveOf(), external])).toBe(
      [
        '| Promise                  | Target               | Window     | Measured from      |',
        '| ------------------------ | -------------------- | ---------- | ------------------ |',
        '| Most responses are fast. | ≥ 95 % within 200 ms | 28 days    | `response_seconds` |',
        String.raw`| Small \| fast.           | ≤ 2 KB               | each build | build: ${'`js_bytes`'}  |`,
      ].join('\n'),
    );
  });

  it('names both counters of a share, or the one that both sides read', () => {
    const share = (matching: string, total: string) =>
      readmeTable([
        objectiveOf({
          indicator: { kind: 'events', matching: { metric: matching }, total: { metric: total }, minimumEvents: 1 },
          unit: 'ratio',
        }),
      ]);
    expect(share('lost_total', 'sent_total')).toContain('| `lost_total` / `sent_total` |');
    expect(share('requests_total', 'requests_total')).toContain('| `requests_total` |');
  });
});
