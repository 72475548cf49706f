import { formatDigits } from './format-number.js';

const LARGE = ['k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];
const LARGE_1024 = ['ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi', 'Yi'];
const SMALL = ['m', 'u', 'n', 'p', 'f', 'a', 'z', 'y'];

const four = (value: number): string => formatDigits(value, 4);

const upScaled = (value: number, base: number, prefixes: readonly string[]): string => {
  let scaled = value;
  let prefix = '';
  for (const next of prefixes) {
    if (Math.abs(scaled) < base) break;
    prefix = next;
    scaled /= base;
  }
  return `${four(scaled)}${prefix}`;
};

const downScaled = (value: number): string => {
  let scaled = value;
  let prefix = '';
  for (const next of SMALL) {
    if (Math.abs(scaled) >= 1) break;
    prefix = next;
    scaled *= 1000;
  }
  return `${four(scaled)}${prefix}`;
};

/** With a metric prefix: 1234567 is `1.235M`, 0.002 is `2m`. */
export const humanize = (value: number): string => {
  if (value === 0 || !Number.isFinite(value)) return four(value);
  return Math.abs(value) >= 1 ? upScaled(value, 1000, LARGE) : downScaled(value);
};

/** With a prefix of powers of 1024: 1048576 is `1Mi`. */
export const humanize1024 = (value: number): string =>
  Math.abs(value) <= 1 || !Number.isFinite(value) ? four(value) : upScaled(value, 1024, LARGE_1024);

/** A share as percentage: 0.05 is `5%`. */
export const humanizePercentage = (value: number): string => `${four(value * 100)}%`;

/** Seconds as a duration: 3661 is `1h 1m 1s`, 0.0015 is `1.5ms`. */
export const humanizeDuration = (value: number): string => {
  if (!Number.isFinite(value)) return four(value);
  if (value === 0) return `${four(value)}s`;
  const size = Math.abs(value);
  if (size < 1) return `${downScaled(value)}s`;
  const sign = value < 0 ? '-' : '';
  const whole = Math.trunc(size);
  const days = Math.trunc(whole / 86_400);
  const hours = Math.trunc(whole / 3600) % 24;
  const minutes = Math.trunc(whole / 60) % 60;
  const seconds = whole % 60;
  if (days > 0) return `${sign}${days}d ${hours}h ${minutes}m ${seconds}s`;
  if (hours > 0) return `${sign}${hours}h ${minutes}m ${seconds}s`;
  if (minutes > 0) return `${sign}${minutes}m ${seconds}s`;
  return `${sign}${four(size)}s`;
};
