import { performance } from 'node:perf_hooks';
import type { Registry } from 'prom-client';
import type { HotGauge } from '../instruments/hot-gauge.js';
import { HotMetric } from '../instruments/hot-metric.js';
import { collectFamily, type Family } from './families.js';
import type { ExpositionFormat } from './format.js';
import { shareInFlight } from './share-in-flight.js';

// A value that takes longer, such as the free space of a file server that is away, must not hold the others up.
const collectTimeoutMs = 1_000;

/** The metrics about a scrape itself. */
export interface ScrapeMetrics {
  readonly series: HotGauge;
  readonly sizeBytes: HotGauge;
  readonly durationSeconds: HotGauge;
}

/** Writes a registry's metrics as text; scrapes that overlap share one pass. */
export class Exposition {
  readonly #registry: Registry;
  readonly #scrape: ScrapeMetrics;
  readonly #onError: (error: Error) => void;
  readonly #collect = shareInFlight(() => this.#collectFamilies());
  readonly #renderers = {
    prometheus: shareInFlight(() => this.#render('prometheus')),
    openmetrics: shareInFlight(() => this.#render('openmetrics')),
  };

  constructor(registry: Registry, scrape: ScrapeMetrics, onError: (error: Error) => void) {
    this.#registry = registry;
    this.#scrape = scrape;
    this.#onError = onError;
  }

  /** The whole exposition in UTF-8. A metric that fails is reported and does not spoil the others. */
  render(format: ExpositionFormat): Promise<Buffer> {
    return this.#renderers[format]();
  }

  /** Metrics as they stand, in Prometheus text; see `Telemetry.peek`. */
  peek(names: Iterable<string>): string {
    const metrics = [...names].map((name) => this.#registry.getSingleMetric(name));
    return metrics.flatMap((metric) => (metric instanceof HotMetric ? metric.render('prometheus') : [])).join('\n');
  }

  async #render(format: ExpositionFormat): Promise<Buffer> {
    const startMs = performance.now();
    const families = await this.#collect();
    const lines = families.flatMap((family) => family.render(format));
    const body = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    const { series, sizeBytes, durationSeconds } = this.#scrape;
    const own = [series, sizeBytes, durationSeconds];
    series.child().set(lines.filter((line) => !line.startsWith('#')).length + own.length);
    sizeBytes.child().set(body.length);
    durationSeconds.child().set((performance.now() - startMs) / 1_000);
    const ownLines = own.flatMap((metric) => metric.render(format)).join('\n');
    return Buffer.concat([body, Buffer.from(`${ownLines}\n${format === 'openmetrics' ? '# EOF\n' : ''}`)]);
  }

  async #collectFamilies(): Promise<Family[]> {
    const own = new Set<object>(Object.values(this.#scrape));
    const metrics = this.#registry.getMetricsAsArray().filter((metric) => !own.has(metric));
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`no value within ${collectTimeoutMs} ms`));
      }, collectTimeoutMs);
    });
    try {
      const families = await Promise.all(metrics.map((metric) => collectFamily(metric, deadline, this.#onError)));
      return families.filter((family) => family !== undefined);
    } finally {
      clearTimeout(timer);
    }
  }
}
