import { afterEach, describe, expect, it } from '@jest/globals';
import { Counter, Gauge, Histogram } from 'prom-client';
import { countSeries, HotCounter, HotGauge, type TelemetryOptions } from '../index.js';
import { prometheusAccept, type Service, startService, valueOf } from '../testing/service.js';

let service: Service | undefined;

async function start(options: TelemetryOptions = {}): Promise<Service> {
  service = await startService((app) => {
    app.get('/users/:id', (_request, response) => {
      response.send('a user');
    });
  }, options);
  return service;
}

afterEach(async () => {
  await service?.close();
  service = undefined;
});

describe('metricsHandler', () => {
  it('answers in the format that the scraper prefers and says so', async () => {
    const { origin } = await start();
    const text = await fetch(`${origin}/metrics`);
    expect(text.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(text.headers.get('vary')).toBe('Accept');
    const openMetrics = await fetch(`${origin}/metrics`, { headers: { accept: prometheusAccept } });
    expect(openMetrics.headers.get('content-type')).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
    expect(await openMetrics.text()).toMatch(/\n# EOF\n$/);
    expect(await text.text()).not.toContain('# EOF');
  });

  it('names counters right in both formats, whichever came first', async () => {
    const { telemetry, scrape } = await start();
    const requests = new Counter({ name: 'jobs_total', help: 'Jobs.', labelNames: ['kind'], registers: [] });
    requests.inc({ kind: 'a' });
    telemetry.registry.registerMetric(requests);
    for (let round = 0; round < 2; round++) {
      const openMetrics = await scrape(prometheusAccept);
      expect(openMetrics).toContain('# TYPE jobs counter\njobs_total{kind="a"} 1\n');
      const text = await scrape();
      expect(text).toContain('# TYPE jobs_total counter\njobs_total{kind="a"} 1\n');
    }
  });

  it("writes prom-client's own gauges and histograms", async () => {
    const { telemetry, scrape } = await start();
    new Gauge({ name: 'depth', help: 'Depth.', registers: [telemetry.registry] }).set(3);
    new Histogram({ name: 'job_seconds', help: 'Jobs.', buckets: [1], registers: [telemetry.registry] }).observe(0.5);
    const text = await scrape();
    expect(valueOf(text, 'depth')).toBe(3);
    expect(valueOf(text, 'job_seconds_bucket{le="1"}')).toBe(1);
    expect(valueOf(text, 'job_seconds_count')).toBe(1);
  });

  it('shows request ids as exemplars, in OpenMetrics only', async () => {
    const { telemetry, scrape } = await start();
    const request = { method: 'GET', route: '/users/:id', statusCode: 200, durationSeconds: 0.03, sizeBytes: 10 };
    telemetry.observeRequest({ ...request, requestId: 'req-7' });
    expect(await scrape(prometheusAccept)).toMatch(
      /http_request_duration_seconds_bucket\{method="GET",route="\/users\/:id",le="0\.05"\} 1 # \{request_id="req-7"\} 0\.03 \d+/,
    );
    expect(await scrape()).not.toContain('req-7');
  });

  it('collects once for scrapes that overlap', async () => {
    let collections = 0;
    let release = (): void => undefined;
    const { telemetry, server, scrape } = await start();
    const collect = (): Promise<void> =>
      new Promise((resolve) => {
        collections++;
        release = resolve;
      });
    telemetry.register(new HotGauge({ name: 'slow', help: 'A value that takes its time.', collect }));
    const allArrived = new Promise<void>((resolve) => {
      let arrived = 0;
      server.on('request', () => {
        arrived++;
        if (arrived === 3) resolve();
      });
    });
    const scrapes = [scrape(), scrape(), scrape(prometheusAccept)];
    await allArrived;
    release();
    const [first, second, third] = await Promise.all(scrapes);
    expect(collections).toBe(1);
    expect(first).toBe(second);
    expect(third).toContain('# EOF');
  });

  it('goes on without a metric that fails or is late, and reports it', async () => {
    const errors: string[] = [];
    const { telemetry, scrape } = await start({ onError: (error) => errors.push(error.message) });
    const failing = (name: string, collect: () => Promise<void>): void => {
      telemetry.register(new HotCounter({ name, help: 'Fails.', collect }));
    };
    failing('broken_total', () => Promise.reject(new Error('no such file')));
    failing('stuck_total', () => new Promise(() => undefined));
    const text = await scrape();
    expect(valueOf(text, 'broken_total')).toBe(0);
    expect(valueOf(text, 'stuck_total')).toBe(0);
    expect(errors.sort()).toEqual([
      'Metric broken_total: collecting its value failed',
      'Metric stuck_total: collecting its value failed',
    ]);
  });

  it('tells its own size and cost', async () => {
    const { scrape } = await start({ prefix: 'shop_' });
    const text = await scrape();
    expect(valueOf(text, 'shop_metrics_series')).toBe(countSeries(text));
    expect(valueOf(text, 'shop_metrics_scrape_bytes')).toBe(text.indexOf('# HELP shop_metrics_series'));
    expect(valueOf(text, 'shop_metrics_scrape_duration_seconds')).toBeGreaterThan(0);
  });

  it('stays under a budget of series whatever clients send', async () => {
    const { telemetry, scrape } = await start({ routes: { max: 10 }, runtime: { directory: '.' } });
    for (let index = 0; index < 5_000; index++) {
      telemetry.observeRequest({
        method: `M${index % 50}`,
        route: `/users/${index}`,
        statusCode: index,
        durationSeconds: index / 1_000,
        sizeBytes: index,
      });
      telemetry.timeQuery(`op${index}`, `collection${index}`, () => index);
    }
    // Two histograms and 64 statuses for 11 routes and one method; one histogram and a counter for 20 x 50 queries.
    expect(countSeries(await scrape())).toBeLessThan(2_000);
  });
});
