import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Preview } from './start-preview.js';

export interface ConsoleOptions {
  readonly serviceUrl: string;
  readonly serviceToken: string;
  /** A Prometheus that scrapes the service; undefined: the console does so itself. */
  readonly prometheusUrl?: string | undefined;
  readonly scrapeIntervalSeconds: number;
  /** 0 takes a free one. */
  readonly port: number;
}

/**
 * Serves the console of a service from a thread of its own: queries and rules take their time, which is not to be
 * another's.
 *
 * Rejects when the port is taken.
 */
export async function startConsole(options: ConsoleOptions): Promise<Preview> {
  const worker = new Worker(new URL('console-thread.js', import.meta.url), { workerData: options });
  // Rejects with what the thread died of.
  const [url] = (await once(worker, 'message')) as [string]; // as the thread says it
  return {
    url,
    close: async () => {
      await worker.terminate();
    },
  };
}
