import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { manifest } from './proxy/routes.js';
import { type Preview, startPreview } from './start-preview.js';
import { type Labels, prometheus } from './testing/fake-prometheus.js';
import { type FakeServer, startFake } from './testing/fake-server.js';
import { findBrowser, launchBrowser, openPage, settled } from './testing/stage.js';

const browserProgram = findBrowser();
const TIMEOUT_MS = 240_000;
const PAGES = manifest.includes.map(({ name }) => name);

const PROCESS: Labels = { job: 'chatwatch', instance: '127.0.0.1:3000' };
const OBJECTIVES: Labels[] = ['error-rate', 'api-response-time', 'message-delivery-time'].map((objective) => ({
  ...PROCESS,
  objective,
  title: objective,
  target: '≥ 99 %',
  window: '28d',
  unit: 'ratio',
  severity: 'page',
}));

/** What a page may keep more after 150 further changes: what a list of the browser or a cache of Grafana's UI holds. */
const MORE_NODES = 200;
const MORE_LISTENERS = 50;

interface Kept {
  readonly nodes: number;
  readonly listeners: number;
  readonly heapBytes: number;
}

const show = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('main').getByRole('tab', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
};

/** What is alive once all garbage is gone. */
const keptBy = async (page: Page, session: CDPSession): Promise<Kept> => {
  await settled(page);
  // What one round frees may hold what the next one does.
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const valueOf = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? NaN;
  return { nodes: valueOf('Nodes'), listeners: valueOf('JSEventListeners'), heapBytes: valueOf('JSHeapUsedSize') };
};

(browserProgram === undefined ? describe.skip : describe)('going from page to page', () => {
  let browser: Browser;
  let source: FakeServer;
  let preview: Preview;

  beforeAll(async () => {
    browser = await launchBrowser(browserProgram ?? '');
    source = await startFake(prometheus((expr) => (expr.includes('objective:') ? OBJECTIVES : [PROCESS])));
    preview = await startPreview({ prometheusUrl: source.url, scrapeIntervalSeconds: 15 });
  }, TIMEOUT_MS);

  afterAll(async () => {
    await browser.close();
    await preview.close();
    await source.close();
  });

  it(
    'leaves nothing behind: 150 changes after the first 50 add no nodes and no listeners',
    async () => {
      const { page, complaints } = await openPage(browser);
      const session = await page.context().newCDPSession(page);
      await session.send('Performance.enable');
      await page.goto(`${preview.url}/a/chatwatch-app?refresh=`);
      const [first = 'Overview'] = PAGES;
      await page.getByRole('heading', { level: 1, name: first }).waitFor();
      const change = async (from: number, to: number): Promise<Kept> => {
        for (let index = from; index < to; index += 1) await show(page, PAGES[index % PAGES.length] ?? first);
        await show(page, first);
        return keptBy(page, session);
      };
      const [early, late] = [await change(1, 50), await change(50, 200)];
      process.stdout.write(`After 50 and 200 changes: ${JSON.stringify([early, late])}\n`);
      expect(late.nodes - early.nodes).toBeLessThan(MORE_NODES);
      expect(late.listeners - early.listeners).toBeLessThan(MORE_LISTENERS);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    TIMEOUT_MS,
  );
});
