import { describe, expect, it } from '@jest/globals';
import { NO_TOTALS } from './replay/ledger/totals.js';
import { paint } from './status/paint.js';
import { renderSummary, summarise, type Outcome } from './summary.js';
import { objectiveStatus, status } from './testing/factories.js';

const totals = { ...NO_TOTALS, sent: 100, acknowledged: 100, delivered: 2_500 };

const outcome = (given: Partial<Outcome> = {}): Outcome => ({
  status: status({ totals }),
  byChannel: [totals],
  startedAt: '2026-01-02T03:04:05.000Z',
  endedBy: 'trace',
  serviceFailure: null,
  ...given,
});

const textOf = (given: Partial<Outcome>, hasObjectives = false) =>
  renderSummary(summarise(outcome(given)), { hasObjectives, width: 120 })
    .map((line) => paint(line, false))
    .join('\n');

describe('summarise', () => {
  it('calls a run clean in which nothing went wrong', () => {
    expect(summarise(outcome())).toMatchObject({ isClean: true, endedBy: 'trace', deliveryMs: { p50: 1.1 } });
  });

  it.each(['lost', 'doubled', 'outOfOrder', 'wrongContent', 'failed', 'unacknowledged'] as const)(
    'does not call a run clean with one that is %s',
    (fault) => {
      const faulty = { ...totals, [fault]: 1 };
      expect(summarise(outcome({ status: status({ totals: faulty }) })).isClean).toBe(false);
    },
  );

  it('does not call a run clean whose service died', () => {
    expect(summarise(outcome({ serviceFailure: 'it was ended by SIGKILL' })).isClean).toBe(false);
  });

  it('leaves missed objectives to the reader: they are measurements, not faults of the replay', () => {
    const objectives = [objectiveStatus({ state: 'missed' }), objectiveStatus(), objectiveStatus({ state: 'no_data' })];
    const summary = summarise(outcome({ status: status({ totals, objectives }) }));
    expect(summary).toMatchObject({ isClean: true, objectivesMet: 1, objectivesMissed: 1 });
  });
});

describe('renderSummary', () => {
  it('says what happened', () => {
    const text = textOf({});
    for (const part of [
      '1 min 5 s at 60×, until the trace ended',
      '100 sent, 100 acknowledged, 220/s on average, 433/s at most',
      '2,500 checked, 5,500/s on average',
      'p50 1.1 ms  p95 5.2 ms  p99 15 ms',
      '0 lost, 0 doubled, 0 out of order, 0 changed, 0 failed, 0 unacknowledged',
      '1 of 1 judged so far are met, 0 not judged',
      'answered history 97.5 % of 1,200',
      '169 MB of memory, 419 series in a scrape',
      '✓ Every message reached everybody once',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('shows the objectives where the screen did not', () => {
    expect(textOf({}, true)).toContain('≤ 0.1 %');
    expect(textOf({}, false)).not.toContain('≤ 0.1 %');
  });

  it('says what is not known', () => {
    const unknown = status({ totals, overallMs: undefined, residentBytes: null, seriesCount: null });
    expect(textOf({ status: unknown })).toContain('memory unknown, unknown series');
    expect(textOf({ status: unknown })).toContain('nothing delivered');
    expect(textOf({ status: status({ totals, cacheHits: [] }) })).toContain('not asked');
  });

  it('says that the service died, or that messages did not arrive', () => {
    expect(textOf({ serviceFailure: 'it was ended by SIGKILL' })).toContain(
      '✗ The service died: it was ended by SIGKILL.',
    );
    expect(textOf({ status: status({ totals: { ...totals, lost: 1 } }) })).toContain('✗ Messages did not arrive');
  });
});
