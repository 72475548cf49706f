import { setTimeout as pause } from 'node:timers/promises';
import type { Objectives } from '@chatwatch/objectives';
import { z } from 'zod';
import type { PrometheusServer } from '../testing/servers/prometheus.js';
import { answered, type TimeRange } from './queries/answer.js';
import type { MetricTypes } from './queries/type-mistakes.js';
import { evaluatedRules, type LoadedRule } from './rules-health.js';
import { Traffic } from './traffic/traffic.js';
import { runLoad } from './traffic/load-run.js';
import { startWatchedService } from './watched-service.js';

/** A service that everybody has used for a while, and what Prometheus knows of it. */
export interface BusyService {
  readonly prometheus: PrometheusServer;
  /** From before the first request to after the last. */
  readonly range: TimeRange;
  /** As rules stood at the end of the time in which their windows had their real lengths. */
  readonly rules: readonly LoadedRule[];
  readonly types: MetricTypes;
  stop(): Promise<void>;
}

/** Rounds with windows of each kind; long enough for a rate at every moment. */
const ROUNDS = 8;
const BETWEEN_ROUNDS_MS = 500;
const READY_MS = 60_000;

/** Starts the service and its Prometheus and uses it in every way; about forty seconds. */
export const startBusyService = async (objectives: Objectives): Promise<BusyService> => {
  const start = Date.now() / 1000;
  const service = await startWatchedService(objectives);
  const { urls, prometheus } = service;
  // Prometheus takes five seconds to begin, and what happens before a first scrape is no increase.
  await answered(prometheus, `count(up == 1) == ${urls.length}`, AbortSignal.timeout(READY_MS));
  const traffic = await Traffic.start(urls);
  await traffic.rareEvents();
  await keepBusy(traffic);
  const rules = await evaluatedRules(prometheus, AbortSignal.timeout(READY_MS));
  await service.scaleRules();
  await Promise.all([keepBusy(traffic), runLoad(urls[0] ?? '', prometheus)]);
  return {
    prometheus,
    range: { start, end: Date.now() / 1000 },
    rules,
    types: await metricTypes(prometheus),
    stop: async () => {
      traffic.stop();
      await service.stop();
    },
  };
};

const keepBusy = async (traffic: Traffic): Promise<void> => {
  for (let round = 0; round < ROUNDS; round++) {
    await traffic.round();
    await pause(BETWEEN_ROUNDS_MS);
  }
};

const metadataSchema = z.record(z.string(), z.array(z.object({ type: z.string() })));

const metricTypes = async (prometheus: PrometheusServer): Promise<MetricTypes> => {
  const families = metadataSchema.parse((await prometheus.ask('metadata')).data);
  return new Map(Object.entries(families).map(([name, [first]]) => [name, first?.type ?? 'unknown']));
};
