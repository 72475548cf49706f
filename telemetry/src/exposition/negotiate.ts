import type { ExpositionFormat } from './format.js';

/** The Content-Type of each format. */
export const contentTypes: Readonly<Record<ExpositionFormat, string>> = {
  prometheus: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

interface MediaRange {
  readonly type: string;
  readonly version: string | undefined;
  readonly quality: number;
}

/**
 * The format an Accept header prefers, by q-values and the most specific range (RFC 9110, 12.5.1).
 *
 * Prometheus text unless OpenMetrics 1.0.0 is preferred to it: a browser, a bare client and one that accepts neither
 * get text they can read, as with Prometheus' own clients, rather than a 406.
 */
export function negotiateFormat(accept: string | undefined): ExpositionFormat {
  if (accept === undefined) return 'prometheus';
  const ranges = accept.split(',').map(parseRange);
  const openMetrics = qualityOf('application/openmetrics-text', '1.0.0', ranges);
  return openMetrics > qualityOf('text/plain', '0.0.4', ranges) ? 'openmetrics' : 'prometheus';
}

function parseRange(text: string): MediaRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const parameter = (name: string): string | undefined =>
    parameters
      .find((candidate) => candidate.startsWith(`${name}=`))
      ?.slice(name.length + 1)
      .replaceAll('"', '');
  const quality = Number(parameter('q') ?? 1);
  return { type, version: parameter('version'), quality: Number.isFinite(quality) ? quality : 0 };
}

function qualityOf(type: string, version: string, ranges: readonly MediaRange[]): number {
  const family = `${type.split('/')[0] ?? ''}/*`;
  for (const pattern of [type, family, '*/*']) {
    const matches = ranges.filter((range) => range.type === pattern && (range.version ?? version) === version);
    if (matches.length > 0) return Math.max(...matches.map((range) => range.quality));
  }
  return 0;
}
