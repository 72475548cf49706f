import type { Options } from './options.ts';
import { isAboutTime, type Thresholds } from './promises/promise.ts';

/** What every scenario gives k6. */
export const commonOptions = {
  // Without url and such: an address holds ids, each of which would be a series of its own in Prometheus.
  systemTags: ['scenario', 'name', 'method', 'status', 'expected_response', 'check', 'error_code'],
  summaryTrendStats: ['count', 'avg', 'min', 'med', 'p(95)', 'p(99)', 'max'],
  setupTimeout: '10m',
  teardownTimeout: '1m',
};

/** What the protocol promises without exception, beside the objectives; none of it needs an event to pass. */
export const flawless = {
  checks: ['rate==1'],
  chat_deliveries_duplicate: ['count==0'],
  chat_deliveries_out_of_order: ['count==0'],
};

/** The objectives' thresholds; without those about time where they are only reported. */
export function promiseThresholds(
  { timing }: Pick<Options, 'timing'>,
  generated: Thresholds,
): Record<string, string[]> {
  const reported = timing === 'report' ? generated.promises.filter(isAboutTime) : [];
  const left = new Set(reported.map(({ objective }) => `promise_kept{objective:${objective}}`));
  const used = Object.entries(generated.thresholds).filter(([metric]) => !left.has(metric));
  // A metric without a threshold has no figures by objective at the end: one that always holds brings them.
  const kept = [...left].map((metric): [string, readonly string[]] => [metric, ['rate>=0']]);
  return Object.fromEntries([...used, ...kept].map(([metric, expressions]) => [metric, [...expressions]]));
}
