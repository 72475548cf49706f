import { durationPattern, durationSeconds } from '@chatwatch/objectives/duration';
import { formattedValueToString, getValueFormat } from '@grafana/data';
import { t } from '../locales/text';
import type { Objective } from './objective';

/** Stands where there is no number. */
export const UNKNOWN = '–';

const inUnit = (unit: string, value: number, decimals?: number): string =>
  formattedValueToString(getValueFormat(unit)(value, decimals));

/** A share: `99.987%` keeps apart what `100%` would hide; no decimals that are zero. */
export const formatShare = (share: number): string => inUnit('percentunit', share, decimalsOf(share * 100));

/** Many where a share is close to nothing or to all: there a hundredth tells; in the middle it is noise. */
function decimalsOf(percent: number): number {
  const distance = Math.min(Math.abs(percent), Math.abs(100 - percent));
  const most = distance >= 10 ? 1 : distance >= 1 ? 2 : 3;
  for (let decimals = 0; decimals < most; decimals += 1) {
    if (Math.abs(percent - Number(percent.toFixed(decimals))) < 0.5 * 10 ** -most) return decimals;
  }
  return most;
}

const units: Readonly<Record<string, string>> = { seconds: 's', bytes: 'bytes' };

/** A value of an objective, in its unit; growth is per hour. */
export function formatValue({ unit, kind }: Pick<Objective, 'unit' | 'kind'>, value: number | undefined): string {
  if (value === undefined) return UNKNOWN;
  const text = unit === 'ratio' ? formatShare(value) : inUnit(units[unit] ?? 'short', value);
  return kind === 'growth' ? t('objectives.per-hour', '{{value}} per hour', { value: text }) : text;
}

/** A count of events, `12.3 K`. */
export const formatCount = (count: number | undefined): string =>
  count === undefined ? UNKNOWN : inUnit('short', Math.round(count));

/** Of a budget what is left; below zero it is overdrawn. */
export const formatBudget = (left: number | undefined): string =>
  left === undefined ? UNKNOWN : inUnit('percentunit', left, Math.abs(left) < 0.1 ? 1 : 0);

/** A burn rate as a bare number: `14`, `1.3`, `1.04`; 1 is exactly as fast as allowed. */
export function formatRate(rate: number): string {
  const size = Math.abs(rate);
  const decimals = size >= 10 ? 0 : size >= 2 ? 1 : 2;
  return new Intl.NumberFormat(undefined, { maximumFractionDigits: decimals }).format(rate);
}

/** A burn rate for a card: `14×`. */
export const formatTimes = (rate: number | undefined): string =>
  rate === undefined ? UNKNOWN : `${formatRate(rate)}×`;

const parts = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A time span by its two largest units: `2 hr, 10 min`. */
export function formatSpan(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const first = parts.findIndex(([, size]) => rest >= size);
  if (first === -1) return spanPart('second', 0);
  const texts: string[] = [];
  for (const [unit, size] of parts.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) texts.push(spanPart(unit, count));
  }
  return texts.join(' ');
}

const spanPart = (unit: string, count: number): string =>
  new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: 'short' }).format(count);

const windowUnits: Readonly<Record<string, string>> = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' };

/** A window such as `28d` in words: `28 days`. What is no window stays as it is. */
export function formatWindow(window: string): string {
  const [, count, unit] = durationPattern.exec(window) ?? [];
  const name = windowUnits[unit ?? ''];
  if (name === undefined) return window;
  return new Intl.NumberFormat(undefined, { style: 'unit', unit: name, unitDisplay: 'long' }).format(Number(count));
}

/** Seconds of a window such as `28d`; 0 for what is none. */
export const windowSeconds = (window: string | undefined): number =>
  window !== undefined && durationPattern.test(window) ? durationSeconds(window) : 0;

/** When the budget is gone at the pace of the last hour, for a card. */
export function formatExhaustion({ exhaustionSeconds, budgetLeft, window }: Objective): string {
  if (budgetLeft !== undefined && budgetLeft <= 0) return t('objectives.used-up', 'Used up');
  if (exhaustionSeconds !== undefined) {
    // By then all that is counted now has left the window, so an exact time would be none.
    const isBeyond = window !== undefined && exhaustionSeconds > windowSeconds(window);
    return isBeyond ? `> ${formatWindow(window)}` : formatSpan(exhaustionSeconds);
  }
  return budgetLeft === undefined ? UNKNOWN : t('objectives.not-burning', 'Not burning');
}
