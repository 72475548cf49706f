import type { EvaluationState } from '@chatwatch/objectives';
import type { Percentiles } from './percentile-window.js';

/** Numbers and states as people read them. */

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `12,345` */
export const count = (value: number): string => whole.format(value);

/** `5,253/s`, and `4.2/s` where a whole number would say little. */
export const perSecond = (value: number): string => `${value < 10 ? tenths.format(value) : whole.format(value)}/s`;

/** `08:47:07` */
export function clockTime(seconds: number): string {
  const total = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** `1.4 s`, `3 min 20 s` */
export function duration(seconds: number): string {
  if (seconds < 60) return `${tenths.format(seconds)} s`;
  const total = Math.round(seconds);
  return `${Math.floor(total / 60)} min ${total % 60} s`;
}

/** `2.1 ms`, `140 ms`; the clients measure with clocks that count milliseconds, so less than one is no number. */
const milliseconds = (value: number): string => {
  if (value < 1) return '< 1 ms';
  return `${value < 10 ? tenths.format(value) : whole.format(value)} ms`;
};

/** `p50 1.2 ms  p95 3.4 ms  p99 5.1 ms` */
export function percentiles(values: Percentiles | undefined): string {
  if (values === undefined) return 'nothing delivered';
  const { p50, p95, p99 } = values;
  return `p50 ${milliseconds(p50)}  p95 ${milliseconds(p95)}  p99 ${milliseconds(p99)}`;
}

/** `97.5 %`, of a share from 0 to 1. */
export const percent = (share: number): string => `${tenths.format(share * 100)} %`;

/** Of bytes. */
export const megabytes = (bytes: number): string => `${whole.format(bytes / 1024 ** 2)} MB`;

interface StateWord {
  readonly mark: string;
  readonly word: string;
  readonly style: 'good' | 'bad' | 'dim';
}

/** How an objective's state is shown; marks and words differ as well as colours. */
export const stateWords: Readonly<Record<EvaluationState, StateWord>> = {
  met: { mark: '✓', word: 'met', style: 'good' },
  missed: { mark: '✗', word: 'missed', style: 'bad' },
  no_data: { mark: '·', word: 'no data', style: 'dim' },
  too_few_events: { mark: '·', word: 'not enough data', style: 'dim' },
  too_early: { mark: '·', word: 'too early', style: 'dim' },
  external: { mark: '·', word: 'measured elsewhere', style: 'dim' },
};
