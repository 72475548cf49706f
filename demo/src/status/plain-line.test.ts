import { describe, expect, it } from '@jest/globals';
import { NO_TOTALS } from '../replay/ledger/totals.js';
import { objectiveStatus, status } from '../testing/factories.js';
import { renderPlainLine } from './plain-line.js';

describe('renderPlainLine', () => {
  it('says in one line how the run goes', () => {
    const objectives = [objectiveStatus(), objectiveStatus({ state: 'missed' }), objectiveStatus({ state: 'no_data' })];
    expect(renderPlainLine(status({ objectives }))).toBe(
      '00:01:05 | trace 01:05:00 | 14,000 sent 210/s | 349,950 delivered 5,260/s | p50 1.2 ms  p95 6.4 ms  p99 12 ms' +
        ' | ledger clean | objectives 1 met 1 missed',
    );
  });

  it('counts faults, and says how far behind it is', () => {
    const line = renderPlainLine(status({ totals: { ...NO_TOTALS, lost: 2, doubled: 1 }, behindSeconds: 2.55 }));
    expect(line).toContain('ledger 3 faults');
    expect(line).toMatch(/2\.[56] s behind$/);
  });
});
