import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { alertRules, type Objectives, prometheusYaml, recordingRules, type RuleOptions } from '@chatwatch/objectives';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startMongod } from '../testing/servers/mongod.js';
import { type PrometheusServer, startPrometheus } from '../testing/servers/prometheus.js';
import { redisProgram, startRedis } from '../testing/servers/redis.js';
import { spawnService } from '../testing/spawn-service.js';
import { prometheusConfig, TOKEN_FILE } from './provisioned.js';

/** Nodes of the service over MongoDB and Redis, and the Prometheus that watches them as it is provisioned. */
export interface WatchedService {
  /** Addresses of the nodes. */
  readonly urls: readonly string[];
  readonly prometheus: PrometheusServer;
  /** Has the windows of all rules made shorter, so that a short run has the history that they need. */
  scaleRules(): Promise<void>;
  stop(): Promise<void>;
}

const NODES = 2;

/** Time between two scrapes, and between two evaluations of a rule. */
const SCRAPE_SECONDS = 1;
const SPEED = { scrapeIntervalSeconds: SCRAPE_SECONDS, evaluationIntervalSeconds: SCRAPE_SECONDS };

/** Five minutes are four scrapes, which is the least that a rule takes. */
const SCALE = 75;

export const SECRETS = { JWT_SECRET: 'a secret of at least thirty-two bytes', SERVICE_TOKEN: 'service-token' };

/** Whether the programs are here; says so where one is missing, and in CI fails. */
export const hasWatchedPrograms = (): boolean =>
  [findProgram('mongod'), redisProgram(), findProgram('prometheus'), findProgram('k6')].every(
    (program) => program !== undefined,
  );

/** Both kinds of rules as the text of one file. */
export const ruleFile = (objectives: Objectives, options: RuleOptions): string => {
  const { groups } = recordingRules(objectives, options);
  return prometheusYaml({ groups: [...groups, ...alertRules(objectives, options).groups] });
};

/** Starts all of it; about five seconds. Nobody is told of alerts. */
export const startWatchedService = async (objectives: Objectives): Promise<WatchedService> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-watched-'));
  const [mongod, redis] = await Promise.all([startMongod(findProgram('mongod') ?? ''), startRedis()]);
  const shared = { ...SECRETS, MONGODB_URL: mongod.databaseUrl(), REDIS_URL: redis.url, METRICS_PUBLIC: 'on' };
  const nodes = await Promise.all(
    Array.from({ length: NODES }, (_, index) =>
      spawnService({ ...shared, DATA_DIR: path.join(directory, String(index)) }),
    ),
  );
  const urls = nodes.map(({ url }) => url);
  const config = await prometheusConfig({
    targets: urls.map((url) => new URL(url).host),
    scrapeSeconds: SCRAPE_SECONDS,
  });
  const prometheus = await startPrometheus(findProgram('prometheus') ?? '', {
    config,
    files: {
      [TOKEN_FILE]: SECRETS.SERVICE_TOKEN,
      'rules/objectives.yml': ruleFile(objectives, SPEED),
      'scaled/objectives.yml': ruleFile(objectives, { ...SPEED, scale: SCALE }),
    },
    args: ['--enable-feature=exemplar-storage'],
  });
  return {
    urls,
    prometheus,
    scaleRules: () => prometheus.configure(config.replace('rules/*.yml', 'scaled/*.yml')),
    stop: async () => {
      await prometheus.stop();
      await Promise.all(nodes.map((node) => node.end('SIGINT')));
      await Promise.all([mongod.stop(), redis.stop()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
};
