import { randomBytes } from 'node:crypto';
import { type Preview, startConsole } from '@chatwatch/preview';
import { DemoError } from './errors.js';
import type { Options } from './options.js';
import { perform } from './perform.js';
import { startService, type RunningService } from './service.js';
import { prepareStage } from './stage.js';
import type { Display } from './status/display.js';
import { count } from './status/words.js';
import type { Stopping } from './stopping.js';
import type { Outcome } from './summary.js';
import { measureTrace, type TraceSize } from './trace/measure-trace.js';
import { readTrace } from './trace/read-trace.js';

export interface Demo {
  readonly options: Options;
  readonly display: Display;
  readonly stopping: Stopping;
}

/** With the address of the console that shows it. */
export interface ShownDemo extends Demo {
  readonly consoleUrl: string;
}

/**
 * Starts the service, replays the trace through real clients, and stops it again. Undefined when it was stopped before
 * the replay began.
 *
 * Throws a {@link DemoError} when the trace cannot be read, or the service fails before that.
 */
export async function runDemo(demo: Demo): Promise<Outcome | undefined> {
  const { options, display, stopping } = demo;
  const size = await measureTrace(readTrace());
  display.step(
    `Trace: ${count(size.messages)} messages of ${count(size.authors)} authors in ${size.channels} channels`,
  );
  let service: RunningService | undefined;
  let console: Preview | undefined;
  const serviceToken = randomBytes(32).toString('base64url');
  try {
    service = await startService({ ...options, serviceToken, signal: stopping.signal });
    console = await startConsole({
      ...options.console,
      serviceUrl: service.url,
      serviceToken,
      scrapeIntervalSeconds: 1,
    });
    display.step(`Open in a browser: ${console.url}`);
    display.step(`Service: ${service.url}, its log: ${service.logPath}`);
    return await withService({ ...demo, consoleUrl: console.url }, service, size);
  } catch (error) {
    if (stopping.ending === 'signal') return undefined;
    throw error;
  } finally {
    await console?.close();
    await service?.stop();
  }
}

async function withService(demo: ShownDemo, service: RunningService, size: TraceSize): Promise<Outcome> {
  const { options, display, stopping } = demo;
  const { signal } = stopping;
  let failure: string | undefined;
  const gone = new AbortController();
  void service.ended.then((how) => {
    failure = how;
    gone.abort();
    stopping.stop('service');
  });
  try {
    const stage = await prepareStage({ options, channelCount: size.channels, service, display, signal });
    const outcome = await perform({ ...demo, stage, size, url: service.url, gone: gone.signal });
    return { ...outcome, serviceFailure: failure ?? null };
  } catch (cause) {
    if (failure === undefined) throw cause;
    throw new DemoError('service_failed', `The service died: ${failure}. Its log is ${service.logPath}.`, { cause });
  }
}
