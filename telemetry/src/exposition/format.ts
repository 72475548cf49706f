/** The two text formats: Prometheus' own (version 0.0.4) and OpenMetrics (version 1.0.0). */
export type ExpositionFormat = 'prometheus' | 'openmetrics';

/** `name="value"` pairs, escaped and joined by commas; empty for no labels. */
export function formatLabels(labels: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escapeQuoted(String(value))}"`)
    .join(',');
}

/** The name of a series with its labels, up to and with the blank before its value. */
export function seriesPrefix(name: string, labelText: string): string {
  return labelText === '' ? `${name} ` : `${name}{${labelText}} `;
}

/** A sample's value as both formats want it. */
export function formatValue(value: number): string {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+Inf' : '-Inf';
}

/**
 * A bucket's `le` in the canonical form: 1 is "1.0" and 1048576 is "1.048576e+06".
 *
 * OpenMetrics asks for it and Prometheus 3 stores it whatever the format, so that a rule that names a bound matches
 * in both formats: https://prometheus.io/docs/prometheus/latest/migration/#le-and-quantile-label-values
 */
export function formatEdge(edge: number): string {
  if (edge === Infinity) return '+Inf';
  const [mantissa = '', exponent = '0'] = edge.toExponential().split('e');
  const power = Number(exponent);
  // Go's shortest 'g' format, which Prometheus writes: an exponent of at least two digits outside 1e-4 to 1e6.
  if (edge !== 0 && (power < -4 || power >= 6)) {
    return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  return Number.isInteger(edge) ? `${edge}.0` : String(edge);
}

/** A metric's HELP and TYPE lines. OpenMetrics names a counter's family without `_total`. */
export function formatHeader(name: string, help: string, type: string, format: ExpositionFormat): string {
  const isOpenMetrics = format === 'openmetrics';
  const family = isOpenMetrics && type === 'counter' ? name.replace(/_total$/, '') : name;
  const text = isOpenMetrics ? escapeQuoted(help) : escapeLine(help);
  return `# HELP ${family} ${text}\n# TYPE ${family} ${type}`;
}

function escapeLine(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

function escapeQuoted(text: string): string {
  return escapeLine(text).replaceAll('"', '\\"');
}
