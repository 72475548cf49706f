import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { RuntimeOptions } from '../index.js';
import { scrapeUntil, type Service, startService, valueOf } from '../testing/service.js';

let service: Service;

async function start(runtime: RuntimeOptions | false = {}): Promise<Service> {
  service = await startService(() => undefined, { runtime });
  return service;
}

afterEach(() => service.close());

function blockFor(milliseconds: number): void {
  const endMs = performance.now() + milliseconds;
  while (performance.now() < endMs);
}

/** Works for that long, however long the machine takes to let it. */
function useCpu(seconds: number): void {
  const start = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(start);
    if (user + system >= seconds * 1_000_000) return;
  }
}

/** Blocks the event loop after its monitor has woken up: it measures from one of its wake-ups to the next. */
async function blockBetweenWakeUps(milliseconds: number): Promise<void> {
  const monitor = monitorEventLoopDelay({ resolution: 10 });
  monitor.enable();
  while (monitor.count < 2) await setImmediate();
  monitor.disable();
  blockFor(milliseconds);
}

describe('runtime metrics', () => {
  it('shows memory in bytes and the start in Unix seconds', async () => {
    const text = await (await start()).scrape();
    const used = valueOf(text, 'nodejs_heap_size_used_bytes') ?? 0;
    expect(used).toBeGreaterThan(1_000_000);
    expect(valueOf(text, 'nodejs_heap_size_total_bytes')).toBeGreaterThanOrEqual(used);
    expect(valueOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(used);
    expect(valueOf(text, 'nodejs_external_memory_bytes')).toBeGreaterThan(0);
    const ageSeconds = Date.now() / 1_000 - (valueOf(text, 'process_start_time_seconds') ?? 0);
    expect(Math.abs(ageSeconds - process.uptime())).toBeLessThan(5);
  });

  it('shows how long the event loop was blocked, without the interval of its own timer', async () => {
    const running = await start();
    await blockBetweenWakeUps(200);
    const text = await scrapeUntil(running, 'nodejs_eventloop_lag_max_seconds', (value) => value > 0.15);
    expect(valueOf(text, 'nodejs_eventloop_lag_max_seconds')).toBeLessThan(5);
    expect(valueOf(text, 'nodejs_eventloop_lag_p50_seconds')).toBeGreaterThanOrEqual(0);
    expect(valueOf(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  });

  it('starts a new window for the delay with each scrape', async () => {
    const running = await start();
    await blockBetweenWakeUps(300);
    const text = await scrapeUntil(running, 'nodejs_eventloop_lag_max_seconds', (value) => value > 0.25);
    const longest = valueOf(text, 'nodejs_eventloop_lag_max_seconds') ?? NaN;
    expect(valueOf(await running.scrape(), 'nodejs_eventloop_lag_max_seconds')).toBeLessThan(longest);
  });

  it('shows CPU time and the shares of loop and machine since the last scrape', async () => {
    const running = await start();
    const before = await running.scrape();
    useCpu(0.2);
    const after = await running.scrape();
    const seconds = (text: string, kind: string): number => valueOf(text, `process_cpu_${kind}seconds_total`) ?? NaN;
    expect(seconds(after, '') - seconds(before, '')).toBeGreaterThanOrEqual(0.2);
    expect(seconds(after, 'user_') + seconds(after, 'system_')).toBeCloseTo(seconds(after, ''), 6);
    for (const ratio of ['process_cpu_utilization_ratio', 'nodejs_eventloop_utilization_ratio']) {
      expect(valueOf(after, ratio)).toBeGreaterThan(0.01);
      expect(valueOf(after, ratio)).toBeLessThanOrEqual(1);
    }
  });

  it('measures garbage collection by kind', async () => {
    const running = await start();
    setFlagsFromString('--expose-gc');
    // The flag shows the function to contexts made after it only.
    runInNewContext('gc()');
    const text = await scrapeUntil(running, 'nodejs_gc_duration_seconds_count{kind="major"}', (value) => value > 0);
    expect(valueOf(text, 'nodejs_gc_duration_seconds_sum{kind="major"}')).toBeGreaterThan(0);
  });

  it('shows the space on the disk of a directory, when it is given one', async () => {
    const text = await (await start({ directory: '.' })).scrape();
    const size = valueOf(text, 'disk_size_bytes') ?? 0;
    expect(size).toBeGreaterThan(0);
    expect(valueOf(text, 'disk_free_bytes')).toBeLessThanOrEqual(size);
    await service.close();
    expect(await (await start()).scrape()).not.toContain('disk_');
  });

  it('shows nothing of the process when told so', async () => {
    expect(await (await start(false)).scrape()).not.toMatch(/^(process|nodejs|network|disk)_/m);
  });

  it('shows file descriptors and traffic where /proc tells', async () => {
    const running = await start();
    if (process.platform !== 'linux') return;
    const before = await running.scrape();
    const open = valueOf(before, 'process_open_fds') ?? 0;
    expect(open).toBeGreaterThan(3);
    expect(valueOf(before, 'process_max_fds')).toBeGreaterThanOrEqual(open);
    const series = 'network_receive_bytes_total{interface="loopback"}';
    const received = valueOf(before, series) ?? Infinity;
    const after = await scrapeUntil(running, series, (value) => value > received);
    expect(valueOf(after, 'network_transmit_bytes_total{interface="external"}')).toBeGreaterThanOrEqual(0);
  });
});
