import { heldMegabytes, mainThreadSeconds } from './browser.mjs';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('./list.mjs').Row} Row */

const root = '/a/chatwatch-app';
/** How much slower than this machine's the processor of a reader is taken to be. */
const slowdown = 4;

/** The sentence that the first page is opened for. */
const sentence = 'section h2';

/** Runs in the page: when the largest part up to now was painted, milliseconds since it was asked for. */
const largestPaint = `new Promise((resolve) => {
  new PerformanceObserver((entries, observer) => {
    observer.disconnect();
    resolve(entries.getEntries().at(-1).startTime);
  }).observe({ type: 'largest-contentful-paint', buffered: true });
})`;

/**
 * Opens the first page as a new reader does, with nothing kept by the browser, until its sentence is painted.
 * @param {Browser} browser
 * @param {string} url
 * @param {number} rate how much slower the processor is to be
 */
async function openFirst(browser, url, rate) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  // Counts from here on.
  await mainThreadSeconds(session);
  await page.goto(`${url}${root}`, { waitUntil: 'load' });
  await page.locator(sentence).first().waitFor({ timeout: 60_000 });
  // The frame that has it is painted when the one after it is asked for.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  /** @type {number} */
  const paintedAfterMs = await page.evaluate(largestPaint);
  const busySeconds = await mainThreadSeconds(session);
  await page.close();
  return { paintedAfterMs, busySeconds };
}

/** @param {number[]} values */
const median = (values) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;

/**
 * The first page with nothing in the browser's cache, on a slower processor.
 * @param {Browser} browser
 * @param {string} url
 * @param {boolean} isQuick
 * @returns {Promise<Row[]>}
 */
export async function measureFirstPaint(browser, url, isQuick) {
  // The service is asked for the first time, and what it measures has to be there.
  await openFirst(browser, url, 1);
  const slow = [];
  const busy = [];
  for (let opened = 0; opened < (isQuick ? 1 : 5); opened++) {
    slow.push((await openFirst(browser, url, slowdown)).paintedAfterMs);
    busy.push((await openFirst(browser, url, 1)).busySeconds);
  }
  const what = `Overview, cold, median of ${slow.length}`;
  return [
    {
      what: `${what}: largest paint at ${slowdown}x CPU throttle`,
      ours: `${(median(slow) / 1000).toFixed(2)} s`,
      aim: '< 2 s',
    },
    {
      what: `${what}: processor time of the page's thread until then, unthrottled`,
      ours: `${median(busy).toFixed(2)} s`,
      aim: `< ${2 / slowdown} s`,
    },
  ];
}

/**
 * Goes from page to page by the navigation, and looks whether what was left behind is let go.
 * @param {Browser} browser
 * @param {string} url
 * @param {boolean} isQuick
 * @returns {Promise<Row[]>}
 */
export async function measurePageChanges(browser, url, isQuick) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const session = await page.context().newCDPSession(page);
  await page.goto(`${url}${root}`, { waitUntil: 'load' });
  const tabs = page.getByRole('tab');
  await tabs.first().waitFor({ timeout: 60_000 });
  const count = await tabs.count();
  const change = async (/** @type {number} */ times, /** @type {number} */ stayMs) => {
    for (let changed = 0; changed < times; changed++) {
      await tabs.nth((changed + 1) % count).click();
      await page.waitForTimeout(stayMs);
    }
    await tabs.first().click();
    await page.locator(sentence).first().waitFor({ timeout: 60_000 });
    // What comes after the sentence has come as well.
    await page.waitForTimeout(5_000);
    return heldMegabytes(session);
  };
  // Long enough on each page that all it loads is there, twice, as some is remembered from then on.
  const before = await change(2 * count, 1_000);
  const times = isQuick ? 30 : 200;
  const after = await change(times, 100);
  await page.close();
  const growth = (100 * (after - before)) / before;
  return [
    {
      what: `Memory after ${times} page changes`,
      ours: `${before.toFixed(1)} to ${after.toFixed(1)} MB (${growth.toFixed(0)} %)`,
      aim: 'within 10 %',
    },
  ];
}
