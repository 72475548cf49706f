import { limitOf } from './limit.js';
import type { Objective } from './schema.js';

type Unit = Objective['unit'];

const byteUnits = ['bytes', 'KB', 'MB', 'GB'];

function number(value: number, maximumFractionDigits: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits, signDisplay: 'negative' }).format(value);
}

function formatBytes(value: number): string {
  const power = Math.floor(Math.log2(Math.max(1, Math.abs(value))) / 10);
  const index = Math.min(power, byteUnits.length - 1);
  return `${number(value / 1024 ** index, 1)} ${byteUnits[index] ?? ''}`;
}

function formatQuantity(value: number, unit: Unit): string {
  switch (unit) {
    case 'ratio':
      // Three digits keep 99.999 % apart from 100 %.
      return `${number(value * 100, 3)} %`;
    case 'seconds':
      return Math.abs(value) < 1 ? `${number(value * 1000, 1)} ms` : `${number(value, 2)} s`;
    case 'bytes':
      return formatBytes(value);
    case 'users':
      return `${number(value, 0)} users`;
  }
}

/** The unit of a value, which is not that of the metric where the value is a share of it. */
export function valueUnit({ indicator, unit }: Objective): Unit {
  if (indicator.kind === 'within' || indicator.kind === 'events') return 'ratio';
  return indicator.kind === 'growth' && indicator.measure === 'relative' ? 'ratio' : unit;
}

/** An objective's value for people: `97.5 %`, `43.2 ms`, `12 MB/h`, `1,000 users`. KB and MB are 1024-based. */
export function formatValue(objective: Objective, value: number): string {
  const quantity = formatQuantity(value, valueUnit(objective));
  return objective.indicator.kind === 'growth' ? `${quantity}/h` : quantity;
}

/** An objective's target for people: `≥ 95 % within 200 ms`, `≤ 0.1 %`. */
export function formatTarget(objective: Objective): string {
  const { comparison, value } = limitOf(objective);
  const limit = `${comparison === 'atLeast' ? '≥' : '≤'} ${formatValue(objective, value)}`;
  if (objective.indicator.kind !== 'within') return limit;
  return `${limit} within ${formatQuantity(objective.indicator.bound, objective.unit)}`;
}
