import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { EvaluateRange } from '../evaluate/evaluate.js';
import type { QueryData } from '../result.js';
import type { Series } from '../series.js';
import { openMetrics } from './open-metrics.js';

/** What a real Prometheus answered: data, or why it refused. */
export type Answer = { readonly data: QueryData } | { readonly errorType: string; readonly error: string };

/** A real Prometheus of a test. */
export interface RealPrometheus {
  /** Where it serves, such as `http://127.0.0.1:9090`. */
  readonly origin: string;
  instant(query: string, timeMs: number): Promise<Answer>;
  range(query: string, range: EvaluateRange): Promise<Answer>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

interface Programs {
  readonly prometheus: string;
  readonly promtool: string;
}

const START_MS = 30_000;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
};

const ask = async (url: string, parameters: Record<string, string>): Promise<Answer> => {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(parameters) });
  return (await response.json()) as Answer; // as its documentation says
};

/** Starts it; resolves when it serves. @throws {Error} when it ends or is silent instead */
const start = async (program: string, args: readonly string[]): Promise<() => Promise<void>> => {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'close');
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  const log: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const fail = (): void => {
      kill();
      reject(new Error(`Prometheus did not start: ${log.slice(-5).join('\n')}`));
    };
    const timer = setTimeout(fail, START_MS);
    child.once('exit', fail);
    createInterface({ input: child.stderr }).on('line', (line) => {
      log.push(line);
      if (!line.includes('Server is ready to receive web requests')) return;
      clearTimeout(timer);
      child.off('exit', fail);
      resolve();
    });
  });
  return async () => {
    kill();
    await ended;
    process.off('exit', kill);
  };
};

/**
 * Starts a Prometheus over a temporary folder, on a free port of the loopback.
 * @param series samples that it holds from the start, with their times; none may be stale
 * @param config its configuration, if it is to scrape
 */
export const startPrometheus = async (
  { prometheus, promtool }: Programs,
  series: readonly Series[],
  config = '{}',
): Promise<RealPrometheus> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-promql-'));
  const configFile = path.join(directory, 'prometheus.yml');
  const samplesFile = path.join(directory, 'samples.om');
  const dataDirectory = path.join(directory, 'data');
  await writeFile(configFile, config);
  await writeFile(samplesFile, openMetrics(series));
  if (series.length > 0)
    await promisify(execFile)(promtool, ['tsdb', 'create-blocks-from', 'openmetrics', samplesFile, dataDirectory]);
  const port = await freePort();
  const stop = await start(prometheus, [
    `--config.file=${configFile}`,
    `--storage.tsdb.path=${dataDirectory}`,
    '--storage.tsdb.retention.time=100y',
    `--web.listen-address=127.0.0.1:${port}`,
  ]);
  const origin = `http://127.0.0.1:${port}`;
  const api = `${origin}/api/v1`;
  const seconds = (timeMs: number): string => String(timeMs / 1_000);
  return {
    origin,
    instant: (query, timeMs) => ask(`${api}/query`, { query, time: seconds(timeMs) }),
    range: (query, { startMs, endMs, stepMs }) =>
      ask(`${api}/query_range`, { query, start: seconds(startMs), end: seconds(endMs), step: seconds(stepMs) }),
    stop: async () => {
      await stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
