import { CollectError } from '../errors.js';
import { HotMetric } from '../instruments/hot-metric.js';
import { type ExpositionFormat, formatHeader, formatLabels, formatValue, seriesPrefix } from './format.js';

/** A metric whose values are in, ready to be written without waiting. */
export interface Family {
  render(format: ExpositionFormat): string[];
}

/** A sample as prom-client's own metrics give it. */
interface ForeignSample {
  readonly labels: Readonly<Record<string, string | number | undefined>>;
  readonly value: number;
  readonly metricName?: string;
}

interface ForeignMetric {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  get(): Promise<{ readonly values: readonly ForeignSample[] }>;
}

/**
 * Brings a metric's values in, waiting no longer than `deadline`. A hot metric that fails or is late is shown with
 * its last values, one of prom-client's own is left out; either is reported.
 */
export async function collectFamily(
  metric: object,
  deadline: Promise<never>,
  onError: (error: Error) => void,
): Promise<Family | undefined> {
  const isHot = metric instanceof HotMetric;
  // Whatever else sits in prom-client's registry is one of its four classes, whose get() its types leave out.
  const foreign = metric as ForeignMetric;
  const name = isHot ? metric.declaredName : foreign.name;
  try {
    if (isHot) {
      await Promise.race([metric.refresh(), deadline]);
      return { render: (format) => metric.render(format) };
    }
    const { values } = await Promise.race([foreign.get(), deadline]);
    return { render: (format) => renderForeign(foreign, values, format) };
  } catch (cause) {
    onError(new CollectError(name, { cause }));
    return isHot ? { render: (format) => metric.render(format) } : undefined;
  }
}

// prom-client's own OpenMetrics rendering renames its counters for good, so that the other format then lacks _total.
function renderForeign(metric: ForeignMetric, values: readonly ForeignSample[], format: ExpositionFormat): string[] {
  if (values.length === 0) return [];
  const isCounter = metric.type === 'counter' && format === 'openmetrics';
  const sampleName = isCounter ? `${metric.name.replace(/_total$/, '')}_total` : metric.name;
  const lines = [formatHeader(metric.name, metric.help, metric.type, format)];
  for (const { labels, value, metricName = sampleName } of values) {
    lines.push(seriesPrefix(metricName, formatLabels(labels)) + formatValue(value));
  }
  return lines;
}
