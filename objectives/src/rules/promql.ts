import type { Selector } from '../selectors.js';

const units = [
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** Seconds as a Prometheus duration, in the largest unit that leaves no fraction: `90s`, `2h`, `4w`, `250ms`. */
export function promDuration(seconds: number): string {
  const milliseconds = Math.max(1, Math.round(seconds * 1000));
  const [unit, size] = units.find(([, size]) => milliseconds % size === 0) ?? ['ms', 1];
  return `${milliseconds / size}${unit}`;
}

/** A number without the noise of binary fractions: 1 - 0.95 is written 0.05. */
export function promNumber(value: number): string {
  return String(Number(value.toPrecision(12)));
}

/** A string as PromQL reads it. */
function promString(text: string): string {
  // PromQL's escapes are those of Go, of which JSON's are a part.
  return JSON.stringify(text);
}

/** A selector such as `up{job="chatwatch"}`. */
export function selector(metric: string, where: readonly Selector[] = []): string {
  const matchers = where.map(({ label, operator, value }) => `${label}${operator}${promString(value)}`);
  return matchers.length === 0 ? metric : `${metric}{${matchers.join(',')}}`;
}

/** The matchers of labels that equal some values. */
export function equals(labels: Readonly<Record<string, string>>): Selector[] {
  return Object.entries(labels).map(([label, value]) => ({ label, operator: '=', value }));
}

function withExponent(value: number): string {
  const [digits = '', exponent = '+0'] = value.toExponential().split('e');
  return `${digits}e${exponent.slice(0, 1)}${exponent.slice(1).padStart(2, '0')}`;
}

/**
 * The matcher of a bucket that ends at a bound. The same edge is 1 from some clients, 1.0 from others and from
 * Prometheus 3, and Go writes an exponent from a million on.
 */
export function bucketMatcher(bound: number): Selector {
  const spellings = [String(bound)];
  if (Number.isInteger(bound)) spellings.push(`${bound}.0`);
  if (bound >= 1e6 || bound < 1e-4) spellings.push(withExponent(bound));
  if (spellings.length === 1) return { label: 'le', operator: '=', value: String(bound) };
  const patterns = spellings.map((text) => text.replaceAll('.', '[.]').replaceAll('+', '[+]'));
  return { label: 'le', operator: '=~', value: patterns.join('|') };
}
