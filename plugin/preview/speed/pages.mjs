import { heldMegabytes } from './browser.mjs';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('./list.mjs').Row} Row */

const root = '/a/chatwatch-app';
/** How much slower than this machine's the processor of a reader is taken to be. */
const slowdown = 4;

/** Runs in the page: when its largest part was painted, milliseconds since it was asked for. */
const largestPaint = `new Promise((resolve) => {
  let at = 0;
  new PerformanceObserver((entries) => {
    for (const { startTime } of entries.getEntries()) at = startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  setTimeout(() => resolve(at), 3000);
})`;

/**
 * The first page with nothing in the browser's cache, on a slower processor.
 * @param {Browser} browser
 * @param {string} url
 * @returns {Promise<Row>}
 */
export async function measureFirstPaint(browser, url) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.goto(`${url}${root}`, { waitUntil: 'load' });
  /** @type {number} */
  const paintedAt = await page.evaluate(largestPaint);
  await page.close();
  return {
    what: `Overview, cold, at ${slowdown}x CPU throttle: largest paint`,
    ours: `${(paintedAt / 1000).toFixed(1)} s`,
    aim: '< 2 s',
  };
}

/**
 * Goes from page to page by the navigation, and looks whether what was left behind is let go.
 * @param {Browser} browser
 * @param {string} url
 * @param {boolean} isQuick
 * @returns {Promise<Row>}
 */
export async function measurePageChanges(browser, url, isQuick) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const session = await page.context().newCDPSession(page);
  await page.goto(`${url}${root}`, { waitUntil: 'load' });
  const tabs = page.getByRole('tab');
  await tabs.first().waitFor({ timeout: 60_000 });
  const count = await tabs.count();
  const change = async (/** @type {number} */ times) => {
    for (let changed = 0; changed < times; changed++) {
      await tabs.nth((changed + 1) % count).click();
      await page.waitForTimeout(100);
    }
    await tabs.first().click();
    await page.waitForTimeout(2_000);
    return heldMegabytes(session);
  };
  // Every page has been loaded once by then.
  const before = await change(2 * count);
  const times = isQuick ? 30 : 200;
  const after = await change(times);
  await page.close();
  const growth = (100 * (after - before)) / before;
  return {
    what: `Memory after ${times} page changes`,
    ours: `${before.toFixed(1)} to ${after.toFixed(1)} MB (${growth.toFixed(0)} %)`,
    aim: 'within 10 %',
  };
}
