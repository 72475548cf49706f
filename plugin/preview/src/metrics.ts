import { createServer } from 'node:http';
import { alertRules, loadObjectives, recordingRules } from '@chatwatch/objectives';
import { apiHandler, loadRules, RuleEngine, Scraper, SeriesStore } from '@chatwatch/promql';
import { isForeign } from './server/guard.js';
import { listen } from './server/listen.js';

export interface MetricsOptions {
  /** The chat service's address. */
  readonly serviceUrl: string;
  /** For a service whose metrics are not public. */
  readonly serviceToken?: string;
  readonly scrapeIntervalSeconds: number;
  /** How many times shorter the windows of the rules are; 1 by default. */
  readonly windowScale?: number;
}

/** What answers like a Prometheus that scrapes the service and evaluates the rules of its objectives. */
export interface Metrics {
  /** Such as `http://127.0.0.1:9090`, for requests of this machine alone. */
  readonly url: string;
  close(): Promise<void>;
}

/** Scrapes are a second apart where somebody watches; the rules of all objectives take a tenth of one. */
const SCRAPES_PER_EVALUATION = 5;

/**
 * Scrapes a service, evaluates the rules of the built-in objectives and answers PromQL about it, in this process and
 * from an empty memory.
 *
 * Throws a `PromqlError` `target_invalid` for an address that is none.
 */
export async function startMetrics(options: MetricsOptions): Promise<Metrics> {
  const { serviceUrl, serviceToken, scrapeIntervalSeconds, windowScale = 1 } = options;
  const store = new SeriesStore();
  const headers = serviceToken === undefined ? {} : { authorization: `Bearer ${serviceToken}` };
  const target = { url: `${serviceUrl}/metrics`, headers, job: 'chatwatch', intervalMs: scrapeIntervalSeconds * 1000 };
  const scraper = new Scraper({ store, targets: [target] });
  const intervals = {
    scrapeIntervalSeconds,
    evaluationIntervalSeconds: windowScale > 1 ? scrapeIntervalSeconds : SCRAPES_PER_EVALUATION * scrapeIntervalSeconds,
    scale: windowScale,
  };
  const objectives = loadObjectives();
  const groups = [recordingRules(objectives, intervals), alertRules(objectives, intervals)].flatMap((rules) =>
    loadRules(rules),
  );
  const rules = new RuleEngine({ store, groups });
  const answer = apiHandler({ store, scraper, rules });
  const server = createServer((request, response) => {
    if (isForeign(request)) response.writeHead(403).end();
    else answer(request, response);
  });
  const url = await listen(server, 0);
  scraper.start();
  rules.start();
  return {
    url,
    close: async () => {
      rules.close();
      await scraper.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
