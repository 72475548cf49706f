import { heldMegabytes, mainThreadSeconds } from './browser.mjs';

/**
 * A line of the table.
 * @typedef {{ what: string, ours: string, naive?: string, aim: string }} Row
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('playwright-core').Page} Page
 */

/** The naive list cannot draw more in a time that anybody waits. */
const naiveMessages = 3_000;

/**
 * @param {Browser} browser
 * @param {string} url
 * @param {boolean} isNaive
 */
async function open(browser, url, isNaive) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${url}/speed.html${isNaive ? '?naive' : ''}`);
  await page.waitForFunction('window.speed !== undefined');
  return page;
}

/**
 * Sends messages and waits until the last is drawn.
 * @param {Page} page
 * @param {number} count
 */
async function fill(page, count) {
  await page.evaluate(`window.speed.send(${count})`);
  await page.waitForFunction(
    `document.querySelector('[role=feed]').textContent.includes('Message number ${count}')`,
    undefined,
    { timeout: 120_000 },
  );
}

/** Runs in the page: scrolls up for some seconds and says what that was like. */
const scrollUp = `async (seconds) => {
  const list = document.querySelector('[data-testid=live-channel-list]');
  const long = [];
  const observer = new PerformanceObserver((entries) => long.push(...entries.getEntries()));
  observer.observe({ type: 'longtask' });
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  const started = performance.now();
  let frames = 0;
  let rows = 0;
  while (performance.now() - started < seconds * 1000) {
    list.scrollTop = list.scrollTop < 400 ? list.scrollHeight / 2 : list.scrollTop - 400;
    await frame();
    frames++;
    rows = Math.max(rows, list.querySelectorAll('[role=article]').length);
  }
  const elapsed = (performance.now() - started) / 1000;
  observer.disconnect();
  return { fps: frames / elapsed, frames, rows, longTasks: long.filter(({ startTime }) => startTime >= started).length };
}`;

/** Runs in a page: how many frames a second there are when nothing happens. */
const idleFrames = `async () => {
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  const started = performance.now();
  let frames = 0;
  for (; performance.now() - started < 2000; frames++) await frame();
  return (1000 * frames) / (performance.now() - started);
}`;

/**
 * What this browser on this machine can do at most.
 * @param {Browser} browser
 * @returns {Promise<number>}
 */
async function emptyPageFps(browser) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const fps = await page.evaluate(`(${idleFrames})()`);
  await page.close();
  return fps;
}

/**
 * @param {Page} page
 * @param {number} seconds
 */
async function scrolled(page, seconds) {
  const session = await page.context().newCDPSession(page);
  const before = await mainThreadSeconds(session);
  /** @type {{ fps: number, frames: number, rows: number, longTasks: number }} */
  const seen = await page.evaluate(`(${scrollUp})(${seconds})`);
  const busy = (await mainThreadSeconds(session)) - before;
  return { ...seen, frameMs: (1_000 * busy) / seen.frames };
}

/**
 * Scrolls through many messages.
 * @param {Browser} browser
 * @param {string} url
 * @param {boolean} isQuick
 * @returns {Promise<Row[]>}
 */
export async function measureScroll(browser, url, isQuick) {
  const most = await emptyPageFps(browser);
  const ours = await open(browser, url, false);
  // The last one that says its number is drawn when all are.
  const count = isQuick ? 10_001 : 100_000;
  await fill(ours, count);
  const a = await scrolled(ours, isQuick ? 3 : 10);
  await ours.close();
  const naive = await open(browser, url, true);
  await fill(naive, naiveMessages + 1);
  const b = await scrolled(naive, 3);
  await naive.close();
  const what = `${count.toLocaleString('en')} messages (naive: ${naiveMessages.toLocaleString('en')})`;
  return [
    {
      what: `${what}: frames a second`,
      ours: a.fps.toFixed(0),
      naive: b.fps.toFixed(0),
      aim: `60 (an empty page: ${most.toFixed(0)})`,
    },
    {
      what: `${what}: processor time of the page's thread a frame`,
      ours: `${a.frameMs.toFixed(1)} ms`,
      naive: `${b.frameMs.toFixed(1)} ms`,
      aim: '< 16.7 ms',
    },
    { what: `${what}: rows in the page`, ours: String(a.rows), naive: String(b.rows), aim: '<= 60' },
    { what: `${what}: tasks over 50 ms`, ours: String(a.longTasks), naive: String(b.longTasks), aim: '0' },
  ];
}

/** Runs in the page: counts how often the list is drawn while messages come. */
const burst = `async (seconds) => {
  let draws = 0;
  const observer = new MutationObserver(() => draws++);
  observer.observe(document.querySelector('[role=feed]'), { childList: true, subtree: true });
  const started = performance.now();
  await window.speed.sendFor(seconds, 1000);
  const elapsed = (performance.now() - started) / 1000;
  observer.disconnect();
  return { drawsPerSecond: draws / elapsed, elapsed };
}`;

/**
 * @param {Browser} browser
 * @param {string} url
 * @param {boolean} isNaive
 * @param {number} seconds
 */
async function burstOf(browser, url, isNaive, seconds) {
  const page = await open(browser, url, isNaive);
  const session = await page.context().newCDPSession(page);
  await page.evaluate('window.speed.send(100)');
  const before = await heldMegabytes(session);
  /** @type {{ drawsPerSecond: number, elapsed: number }} */
  const { drawsPerSecond, elapsed } = await page.evaluate(`(${burst})(${seconds})`);
  const grown = (await heldMegabytes(session)) - before;
  await page.close();
  return { drawsPerSecond, elapsed, grown };
}

/**
 * A thousand messages a second, each as a task of its own.
 * @param {Browser} browser
 * @param {string} url
 * @param {boolean} isQuick
 * @returns {Promise<Row[]>}
 */
export async function measureBurst(browser, url, isQuick) {
  const seconds = isQuick ? 5 : 30;
  const naiveSeconds = 3;
  const ours = await burstOf(browser, url, false, seconds);
  const naive = await burstOf(browser, url, true, naiveSeconds);
  const what = `1,000 messages/s for ${seconds} s (naive: ${naiveSeconds} s)`;
  return [
    {
      what: `${what}: draws a second`,
      ours: ours.drawsPerSecond.toFixed(0),
      naive: naive.drawsPerSecond.toFixed(0),
      aim: '<= 60',
    },
    {
      what: `${what}: time until all were taken in`,
      ours: `${ours.elapsed.toFixed(1)} s`,
      naive: `${naive.elapsed.toFixed(1)} s`,
      aim: 'as long as it is',
    },
    {
      what: `${what}: memory growth`,
      ours: `${ours.grown.toFixed(1)} MB`,
      naive: `${naive.grown.toFixed(1)} MB`,
      aim: '< 20 MB',
    },
  ];
}
