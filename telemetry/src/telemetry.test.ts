import { spawn } from 'node:child_process';
import { channel } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { Gauge, Registry } from 'prom-client';
import { createTelemetry, HotGauge, MetricDeclarationError } from './index.js';

describe('createTelemetry', () => {
  it('tells which build runs', async () => {
    const telemetry = createTelemetry({ prefix: 'shop_', build: { version: '1.4.0', commit: 'a1b2c3d' } });
    const text = await telemetry.registry.metrics();
    telemetry.close();
    expect(text).toContain(`shop_build_info{version="1.4.0",commit="a1b2c3d",node_version="${process.version}"} 1`);
  });

  it("registers the service's own metrics and refuses a name twice", () => {
    const telemetry = createTelemetry();
    const declaration = { name: 'queue_bytes', help: 'Bytes waiting.' };
    const gauge = telemetry.register(new HotGauge(declaration));
    expect(telemetry.registry.getSingleMetric('queue_bytes')).toBe(gauge);
    expect(() => telemetry.register(new HotGauge(declaration))).toThrow(MetricDeclarationError);
    telemetry.close();
  });

  it('refuses edges that do not ascend and names the metric', () => {
    expect(() => createTelemetry({ edges: { http_request_duration_seconds: [1, 0.5] } })).toThrow(
      'Metric http_request_duration_seconds: the bucket edge 0.5 does not ascend',
    );
  });
});

describe('peek', () => {
  it('shows metrics as they stand, and starts nothing that a scrape would', async () => {
    const telemetry = createTelemetry({ runtime: false });
    let collected = 0;
    const busy = telemetry.register(
      new HotGauge({
        name: 'busy_ratio',
        help: 'Share of the time since the last scrape.',
        collect: () => {
          busy.child().set(++collected);
        },
      }),
    );
    telemetry.observeRequest({ method: 'GET', route: '/a', statusCode: 200, durationSeconds: 0.01, sizeBytes: 9 });
    const names = ['busy_ratio', 'http_requests_total', 'http_response_size_bytes', 'nobody_knows'];
    expect(telemetry.peek(names)).toContain('busy_ratio 0');
    await telemetry.registry.metrics();
    expect(telemetry.peek(names).split('\n')).toEqual(
      expect.arrayContaining([
        'busy_ratio 1',
        'http_requests_total{method="GET",route="/a",status_code="200"} 1',
        'http_response_size_bytes_sum{method="GET",route="/a"} 9',
      ]),
    );
    expect(collected).toBe(1);
    telemetry.close();
  });

  it('leaves out what is not its own kind', () => {
    const registry = new Registry();
    new Gauge({ name: 'own', help: 'Of the service.', registers: [registry] }).set(1);
    const telemetry = createTelemetry({ registry, runtime: false });
    expect(telemetry.peek(['own'])).toBe('');
    telemetry.close();
  });
});

describe('close', () => {
  it('takes out what it registered and stops observing, and nothing else', () => {
    const registry = new Registry();
    const own = new Gauge({ name: 'own', help: 'Of the service.', registers: [registry] });
    const telemetry = createTelemetry({ registry });
    telemetry.observeQueries('telemetry-test.close');
    expect(channel('telemetry-test.close').hasSubscribers).toBe(true);
    telemetry.close();
    telemetry.close();
    expect(channel('telemetry-test.close').hasSubscribers).toBe(false);
    expect(registry.getMetricsAsArray()).toEqual([own]);
  });

  it('makes room for another telemetry on the same registry', async () => {
    const registry = new Registry();
    createTelemetry({ registry }).close();
    // prom-client renames counters when it renders OpenMetrics, which must not hide them from close().
    registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE as never);
    const second = createTelemetry({ registry });
    await registry.metrics();
    second.close();
    expect(registry.getMetricsAsArray()).toEqual([]);
  });

  it('lets the process end', async () => {
    const source = `
      import { createTelemetry } from '${import.meta.resolve('./index.js')}';
      const telemetry = createTelemetry({ runtime: { directory: '.' } });
      telemetry.observeQueries('query');
      await telemetry.registry.metrics();
      telemetry.close();
    `;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', source], { stdio: 'inherit' });
    expect(await once(child, 'close')).toEqual([0, null]);
  });
});
