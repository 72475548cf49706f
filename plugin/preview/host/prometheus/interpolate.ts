import type { DataQueryRequest, ScopedVars } from '@grafana/data';
import { type Format, replaceVariables, textOf } from '../grafana/template-srv';

/** The steps of an answer and what goes into its query, as Grafana reckons them. */
export interface Pace {
  readonly stepMs: number;
  readonly scopedVars: ScopedVars;
}

/** Prometheus refuses more steps than this. */
const MOST_STEPS = 11_000;

/** @param scrapeMs how often the service is scraped */
export function paceOf({ range, intervalMs }: DataQueryRequest, scrapeMs: number): Pace {
  const rangeMs = range.to.valueOf() - range.from.valueOf();
  const stepMs = Math.max(intervalMs, scrapeMs, Math.ceil(rangeMs / MOST_STEPS / 1000) * 1000);
  // Four scrapes, so that a rate has two samples even where one or two are missing.
  const rateMs = Math.max(stepMs + scrapeMs, 4 * scrapeMs);
  const rangeSeconds = Math.max(1, Math.round(rangeMs / 1000));
  const values = {
    __interval: `${Math.ceil(stepMs / 1000)}s`,
    __interval_ms: String(stepMs),
    __rate_interval: `${Math.ceil(rateMs / 1000)}s`,
    __range: `${rangeSeconds}s`,
    __range_s: String(rangeSeconds),
    __range_ms: String(rangeMs),
  };
  const scopedVars = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { text: value, value }]));
  return { stepMs, scopedVars };
}

/** Puts variables into a query: those of the request, and those of the scene that the panel stands in. */
export async function interpolate(expr: string, scopedVars: ScopedVars): Promise<string> {
  const filled = replaceVariables(expr, scopedVars, asPattern);
  const scene: unknown = scopedVars.__sceneObject?.value;
  if (scene === undefined) return filled;
  // Loaded already, as there is a scene; pages without one do without the package.
  const { sceneGraph } = await import('@grafana/scenes');
  type SceneObject = Parameters<typeof sceneGraph.interpolate>[0];
  // Scenes put themselves behind valueOf.
  return sceneGraph.interpolate((scene as { valueOf(): SceneObject }).valueOf(), filled, scopedVars, (value) =>
    asPattern(textOf(value)),
  );
}

/** Between quotes of a matcher by pattern: a value as it is, several as alternatives. */
const asPattern: Format = (value) => {
  if (typeof value === 'string') return value === '.*' || value === '.+' ? value : escaped(value);
  const all = value.map(escaped);
  return all.length === 1 ? (all[0] ?? '') : `(${all.join('|')})`;
};

/** A character of a pattern that means itself takes a backslash, which takes one more within a string. */
const escaped = (text: string): string =>
  text
    .replace(/\\/g, '\\\\\\\\')
    .replace(/"/g, '\\"')
    .replace(/[$^*{}[\]+?.()|]/g, '\\\\$&');
