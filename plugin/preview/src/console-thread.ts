import { parentPort, workerData } from 'node:worker_threads';
import type { ConsoleOptions } from './start-console.js';
import { startMetrics } from './metrics.js';
import { startPreview } from './start-preview.js';

/** Runs the console in a thread of its own, and tells its address to who started it. */

// Given by startConsole alone.
const { prometheusUrl, serviceUrl, serviceToken, scrapeIntervalSeconds, port } = workerData as ConsoleOptions;
const source = { serviceUrl, serviceToken, scrapeIntervalSeconds };
const { url } = await startPreview({
  prometheusUrl: prometheusUrl ?? (await startMetrics(source)).url,
  scrapeIntervalSeconds,
  backendUrl: serviceUrl,
  serviceToken,
  port,
});
parentPort?.postMessage(url);
