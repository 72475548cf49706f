import { NO_TOTALS } from '../replay/ledger/totals.js';
import type { ObjectiveStatus } from '../status/objective-status.js';
import type { Status } from '../status/status.js';

/** Values for tests that show and sum up; give what the test is about. */

export const objectiveStatus = (given: Partial<ObjectiveStatus> = {}): ObjectiveStatus => ({
  id: 'error-rate',
  title: 'Error rate',
  promise: 'At most 0.1 % of requests fail through a fault of the service.',
  target: '≤ 0.1 %',
  state: 'met',
  value: 0,
  shown: '0 %',
  ...given,
});

export const status = (given: Partial<Status> = {}): Status => ({
  url: 'http://127.0.0.1:3000',
  consoleUrl: 'http://127.0.0.1:4000',
  elapsedSeconds: 65,
  remainingSeconds: 462,
  traceSeconds: 3_900,
  traceLengthSeconds: 31_627,
  speed: 60,
  behindSeconds: 0,
  messages: { now: 210.4, peak: 433, mean: 220 },
  deliveries: { now: 5_260, peak: 10_825, mean: 5_500 },
  connections: { connected: 200, total: 200, reconnects: 0, repeatedEntries: 0, holes: 0 },
  visits: { made: 120, failed: 0 },
  recentMs: { p50: 1.2, p95: 6.4, p99: 12.3 },
  overallMs: { p50: 1.1, p95: 5.2, p99: 14.8 },
  totals: { ...NO_TOTALS, sent: 14_000, acknowledged: 13_998, unacknowledged: 2, delivered: 349_950, inFlight: 50 },
  objectives: [objectiveStatus()],
  cacheHits: [{ group: 'history', lookups: 1_200, share: 0.975 }],
  seriesCount: 419,
  residentBytes: 177_209_344,
  ...given,
});
