import type { Panel } from './model.js';
import type { Unit } from './queries/query.js';

/** Little of each unit: an axis that ends here still tells it from nothing. */
const LITTLE: Readonly<Partial<Record<Unit, number>>> = { percentunit: 0.01, s: 0.01, bytes: 1024, Bps: 1024 };

/**
 * Where the axis of lines over time ends at least, in their unit. Without it Grafana draws a line of zeros on an axis up
 * to 100, which is 10,000 % for a share, and the limit beside it cannot be told from zero.
 */
export const axisEndOf = (panel: Panel): number => {
  const unit = panel.unit ?? panel.queries[0]?.unit ?? 'short';
  if (panel.limit === undefined) return LITTLE[unit] ?? 1;
  const end = panel.limit.comparison === 'atMost' ? 2 * panel.limit.value : Infinity;
  if (unit === 'percentunit') return Math.min(end, 1);
  return Number.isFinite(end) ? end : panel.limit.value;
};
