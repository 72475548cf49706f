import { setTimeout as pause } from 'node:timers/promises';
import { loadObjectives } from '@chatwatch/objectives';
import type { Demo, ShownDemo } from './demo.js';
import { replay } from './replay/replay.js';
import { settle } from './replay/settle.js';
import { Visits } from './replay/visits.js';
import type { Stage } from './stage.js';
import type { Display } from './status/display.js';
import { Judge } from './status/objective-status.js';
import { Monitor } from './status/monitor.js';
import { Scraper } from './status/scraper.js';
import type { Outcome } from './summary.js';
import type { TraceSize } from './trace/measure-trace.js';
import { readTrace } from './trace/read-trace.js';
import { ScaledClock } from './trace/scaled-clock.js';

/** What has not come this long after the last message does not come any more, milliseconds. */
const SETTLE_MS = 10_000;
const SAMPLE_EVERY_MS = 1_000;

export interface Performance extends ShownDemo {
  readonly stage: Stage;
  readonly size: TraceSize;
  /** The service's address. */
  readonly url: string;
  /** Aborts when the service has ended. */
  readonly gone: AbortSignal;
}

/** Replays the trace while its status is shown, and waits for what is under way at the end. */
export async function perform(performance: Performance): Promise<Omit<Outcome, 'serviceFailure'>> {
  const { stage, options, display, stopping } = performance;
  const { ledger, crowd } = stage;
  const visits = new Visits((user) => crowd.visit(user));
  const scraper = new Scraper(performance.url);
  const judge = new Judge(loadObjectives(), await scraper.scrape());
  const clock = new ScaledClock(options.speed);
  const startedAt = new Date().toISOString();
  const monitor = newMonitor(performance, { visits, scraper, judge, clock });
  const cancelTimer = stopAfter(options.forSeconds, stopping);
  const shown = new AbortController();
  const showing = showEverySecond(monitor, display, shown.signal);
  try {
    await replayTrace(performance, clock, visits);
    await settle(ledger, AbortSignal.any([AbortSignal.timeout(SETTLE_MS), performance.gone]));
  } finally {
    cancelTimer();
    shown.abort();
    await showing;
  }
  ledger.close();
  const status = await monitor.sample();
  crowd.close();
  display.show(status);
  return { status, byChannel: ledger.byChannel(), startedAt, endedBy: stopping.ending ?? 'trace' };
}

async function replayTrace({ stage, stopping }: Performance, clock: ScaledClock, visits: Visits): Promise<void> {
  const { cast, ledger, crowd } = stage;
  await replay({
    trace: readTrace(),
    clock,
    cast,
    ledger,
    send: (user, text) => crowd.send(user, text),
    onArrival: (user) => {
      visits.begin(user);
    },
    signal: stopping.signal,
  });
  stopping.stop('trace');
}

interface Measured {
  readonly visits: Visits;
  readonly scraper: Scraper;
  readonly judge: Judge;
  readonly clock: ScaledClock;
}

function newMonitor(
  { stage, options, size, url, consoleUrl }: Performance,
  { visits, ...measured }: Measured,
): Monitor {
  const { ledger, delivery, crowd } = stage;
  return new Monitor({
    ...measured,
    url,
    consoleUrl,
    ledger,
    delivery,
    traceLengthSeconds: size.seconds,
    forSeconds: options.forSeconds,
    connections: () => crowd.totals(),
    visits: () => visits.totals(),
  });
}

function stopAfter(seconds: number | undefined, stopping: Demo['stopping']): () => void {
  if (seconds === undefined) return () => undefined;
  const timer = setTimeout(() => {
    stopping.stop('time');
  }, seconds * 1000);
  return () => {
    clearTimeout(timer);
  };
}

/** Until the signal aborts. */
async function showEverySecond(monitor: Monitor, display: Display, signal: AbortSignal): Promise<void> {
  try {
    for (;;) {
      await pause(SAMPLE_EVERY_MS, undefined, { signal });
      display.show(await monitor.sample());
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
