import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { alertRules, loadObjectives, prometheusYaml, recordingRules } from '@chatwatch/objectives';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { type Metrics, type MetricsOptions, startMetrics } from '../metrics.js';
import { listen } from '../server/listen.js';

/** Starts a real Prometheus with the rules of the objectives, or where there is none what stands in for it. */
export async function startPrometheus(options: MetricsOptions): Promise<Metrics> {
  const program = findProgram('prometheus');
  return program === undefined ? startMetrics(options) : startReal(program, options);
}

async function startReal(program: string, options: MetricsOptions): Promise<Metrics> {
  const folder = await mkdtemp(join(tmpdir(), 'chatwatch-console-prometheus-'));
  await writeFile(join(folder, 'rules.yml'), rulesFor(options));
  await writeFile(join(folder, 'prometheus.yml'), JSON.stringify(configFor(options)));
  const port = await freePort();
  const child = spawn(
    program,
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'close');
  await new Promise<void>((resolve, reject) => {
    const log: string[] = [];
    void ended.then(() => {
      reject(new Error(`Prometheus ended: ${log.slice(-5).join('\n')}`));
    });
    createInterface({ input: child.stderr }).on('line', (line) => {
      log.push(line);
      if (line.includes('Server is ready to receive web requests')) resolve();
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      kill();
      await ended;
      process.off('exit', kill);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function rulesFor({ scrapeIntervalSeconds, windowScale = 1 }: MetricsOptions): string {
  const intervals = {
    scrapeIntervalSeconds,
    evaluationIntervalSeconds: scrapeIntervalSeconds,
    scale: windowScale,
  };
  const objectives = loadObjectives();
  const { groups } = recordingRules(objectives, intervals);
  return prometheusYaml({ groups: [...groups, ...alertRules(objectives, intervals).groups] });
}

function configFor({ serviceUrl, serviceToken, scrapeIntervalSeconds }: MetricsOptions): object {
  const seconds = `${scrapeIntervalSeconds}s`;
  return {
    global: { scrape_interval: seconds, scrape_timeout: seconds, evaluation_interval: seconds },
    rule_files: ['rules.yml'],
    scrape_configs: [
      {
        job_name: 'chatwatch',
        authorization: { credentials: serviceToken },
        static_configs: [{ targets: [new URL(serviceUrl).host] }],
      },
    ],
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const { port } = new URL(await listen(server, 0));
  await new Promise((resolve) => server.close(resolve));
  return Number(port);
}
