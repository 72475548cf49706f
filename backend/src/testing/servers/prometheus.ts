import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { freePorts, startServerProcess } from './server-process.js';

/** What its HTTP API answered. */
export interface PrometheusAnswer {
  readonly data: unknown;
  /** What it says beside the data, such as that not all of it could be read. */
  readonly warnings: readonly string[];
}

/** A real Prometheus of a test. */
export interface PrometheusServer {
  readonly url: string;
  readonly port: number;
  /**
   * Asks its HTTP API.
   * @param apiPath such as `query` or `rules`, below `/api/v1/`
   * @throws {Error} with its own words, where it refuses
   */
  ask(apiPath: string, parameters?: Readonly<Record<string, string>>): Promise<PrometheusAnswer>;
  /** Writes another configuration and has it read. @throws {Error} with its own words, where it is refused */
  configure(config: string): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

interface PrometheusOptions {
  /** Text of its configuration; files that it names are looked for beside it. */
  readonly config: string;
  /** Files beside it, by their names, such as `rules/objectives.yml`. */
  readonly files?: Readonly<Record<string, string>>;
  /** Further words of its command line, such as `--enable-feature=exemplar-storage`. */
  readonly args?: readonly string[];
}

const OPTIONS = [
  '--web.enable-lifecycle',
  '--web.enable-remote-write-receiver',
  // It finds its Alertmanagers only five seconds after its start, and would repeat an alert of before after a minute.
  '--rules.alert.resend-delay=2s',
];

const answerSchema = z.object({
  status: z.literal('success'),
  data: z.unknown(),
  warnings: z.array(z.string()).default([]),
});

/**
 * Starts a Prometheus on a free port of the loopback over a temporary folder; it does not outlive the test's process.
 * @param program path of it, from `findProgram('prometheus')`
 * @throws {Error} with the end of its log, for a configuration that it does not take
 */
export const startPrometheus = async (
  program: string,
  { config, files = {}, args = [] }: PrometheusOptions,
): Promise<PrometheusServer> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-prometheus-'));
  const remove = (): void => {
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', remove);
  const configFile = path.join(directory, 'prometheus.yml');
  for (const [name, text] of Object.entries({ ...files, 'prometheus.yml': config })) {
    const file = path.join(directory, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const [port = 0] = await freePorts(1);
  const places = [`--config.file=${configFile}`, `--storage.tsdb.path=${path.join(directory, 'data')}`];
  const server = await startServerProcess({
    program,
    args: [...places, `--web.listen-address=127.0.0.1:${port}`, ...OPTIONS, ...args],
    readyLine: 'Server is ready to receive web requests',
    logsTo: 'stderr',
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    ask: (apiPath, parameters = {}) => ask(`${url}/api/v1/${apiPath}`, parameters),
    configure: async (text) => {
      await writeFile(configFile, text);
      const response = await fetch(`${url}/-/reload`, { method: 'POST' });
      if (!response.ok) throw new Error(await response.text());
    },
    stop: async () => {
      await server.kill();
      process.off('exit', remove);
      remove();
    },
  };
};

const ask = async (address: string, parameters: Readonly<Record<string, string>>): Promise<PrometheusAnswer> => {
  const query = new URLSearchParams(parameters).toString();
  const response = await fetch(`${address}?${query}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`Prometheus answered ${address} with ${response.status}: ${text}`);
  const { data, warnings } = answerSchema.parse(JSON.parse(text));
  return { data, warnings };
};
