import { chromium } from 'playwright-core';

/** What runs in a container, without what a browser would send home by itself. */
const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts Chromium without a window; `CHROMIUM` says where it is.
 * @param {string[]} more arguments beside the usual ones
 */
export const launch = (more = []) =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...browserArguments, ...more],
  });

/** Compiled code that was not run for so many collections is let go. */
const collections = 8;

/**
 * What JavaScript holds when all that can be let go is, in megabytes.
 * @param {import('playwright-core').CDPSession} session
 */
export async function heldMegabytes(session) {
  await session.send('HeapProfiler.enable');
  for (let done = 0; done < collections; done++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1024 ** 2;
}

/**
 * Processor time that the page's thread has taken, in seconds: what else runs on the machine does not count.
 * @param {import('playwright-core').CDPSession} session
 */
export async function mainThreadSeconds(session) {
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
}
