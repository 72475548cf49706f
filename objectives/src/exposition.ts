import { ObjectivesError } from './errors.js';
import type { Labels } from './selectors.js';

/** One line of a scrape. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
  /** The moment it was given with, if any: milliseconds since 1970 in Prometheus' text format, seconds in OpenMetrics'. */
  readonly timestamp?: number;
}

/** One scrape: samples by name. A histogram is three names: `_bucket` (with its `le` label), `_sum` and `_count`. */
export type Samples = ReadonlyMap<string, readonly Sample[]>;

// Name, labels, value, timestamp, exemplar; a closing brace inside a quoted label value does not end the labels.
const samplePattern =
  /^([a-zA-Z_:][\w:]*)(?:\s*\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\})?\s+(\S+)(?:\s+([-+\d.eE]+))?(?:\s+#\s.*)?$/;
const labelPattern = /\s*([a-zA-Z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(?:,|$)\s*/y;
// In any case, as Prometheus reads them: prom-client writes Nan.
const specialValues = new Map([
  ['nan', NaN],
  ['inf', Infinity],
  ['+inf', Infinity],
  ['-inf', -Infinity],
]);

function malformed(lineNumber: number, reason: string): ObjectivesError {
  return new ObjectivesError('exposition_malformed', `line ${lineNumber} of the scrape: ${reason}`);
}

function parseValue(text: string, lineNumber: number): number {
  const special = specialValues.get(text.toLowerCase());
  if (special !== undefined) return special;
  const value = Number(text);
  if (Number.isNaN(value)) throw malformed(lineNumber, `"${text}" is no number`);
  return value;
}

function unescape(text: string): string {
  return text.replaceAll(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));
}

function parseLabels(text: string, lineNumber: number): Labels {
  const labels: Record<string, string> = {};
  labelPattern.lastIndex = 0;
  for (let start = 0; start < text.length; start = labelPattern.lastIndex) {
    const [, name, value] = labelPattern.exec(text) ?? [];
    if (name === undefined || value === undefined) {
      throw malformed(lineNumber, `the labels cannot be read from character ${start + 1} on`);
    }
    labels[name] = unescape(value);
  }
  return labels;
}

/**
 * Reads a scrape in the Prometheus or OpenMetrics text format. Comments and exemplars are passed over.
 *
 * Throws an {@link ObjectivesError} `exposition_malformed` that names the line, when one is neither sample nor comment.
 */
export function parseExposition(text: string): Samples {
  const samples = new Map<string, Sample[]>();
  for (const [index, line] of text.split('\n').entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const [, name, labels = '', value, timestamp] = samplePattern.exec(trimmed) ?? [];
    if (name === undefined || value === undefined) throw malformed(index + 1, 'is no sample');
    const sample = {
      labels: parseLabels(labels, index + 1),
      value: parseValue(value, index + 1),
      ...(timestamp !== undefined && { timestamp: parseValue(timestamp, index + 1) }),
    };
    const family = samples.get(name);
    if (family) family.push(sample);
    else samples.set(name, [sample]);
  }
  return samples;
}
