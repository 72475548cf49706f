import { getValueFormat } from '@grafana/data';

/** A duration with its unit; a dash where there is none. */
export function duration(seconds: number | undefined): string {
  if (seconds === undefined || Number.isNaN(seconds)) return '–';
  const { text, suffix = '' } = getValueFormat('s')(seconds);
  return `${text}${suffix}`;
}
