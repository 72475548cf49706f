import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Metrics } from '../metrics.js';
import { type Preview, startPreview } from '../start-preview.js';
import { startPrometheus } from './prometheus.js';
import { type RunningService, SERVICE_TOKEN, startService } from './service.js';
import { startTraffic, type Traffic } from './traffic.js';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Shorter windows, so that an hour is a minute. */
const WINDOW_SCALE = 60;

/** A service with people in it, Prometheus, the console and a browser. */
export interface Stage {
  readonly service: RunningService;
  readonly prometheus: Metrics;
  readonly preview: Preview;
  readonly traffic: Traffic;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** The path of Chromium; undefined where it is missing, which is an error in CI. */
export function findBrowser(): string | undefined {
  return existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : findProgram('chromium');
}

/** Starts a Chromium without a window. @param browserProgram from {@link findBrowser} */
export function launchBrowser(browserProgram: string): Promise<Browser> {
  return chromium.launch({ executablePath: browserProgram, args: ARGUMENTS });
}

/** @param browserProgram from {@link findBrowser} @param defects of the service, a comma list */
export async function startStage(browserProgram: string, defects = ''): Promise<Stage> {
  const service = await startService(defects);
  const scrapeIntervalSeconds = 1;
  const source = { serviceUrl: service.url, serviceToken: SERVICE_TOKEN, scrapeIntervalSeconds };
  const [prometheus, traffic, browser] = await Promise.all([
    startPrometheus({ ...source, windowScale: WINDOW_SCALE }),
    startTraffic(service.url),
    launchBrowser(browserProgram),
  ]);
  const preview = await startPreview({
    prometheusUrl: prometheus.url,
    scrapeIntervalSeconds,
    backendUrl: service.url,
    serviceToken: SERVICE_TOKEN,
  });
  const close = async () => {
    traffic.stop();
    await Promise.all([browser.close(), preview.close(), prometheus.close(), service.kill()]);
  };
  return { service, prometheus, preview, traffic, browser, close };
}

/** A page and what it complained of. */
export interface Watched {
  readonly page: Page;
  /** Errors of the console and uncaught ones. */
  readonly complaints: readonly string[];
}

/** Opens an empty page that is watched, in a profile of its own. @param width pixels */
export async function openPage(browser: Browser, width = 1280): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.setDefaultTimeout(30_000);
  return { page, complaints };
}

/** Waits until a page shows its heading and has asked all that it asks at first. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
}

/** What axe finds that keeps people out, as short words. */
export async function accessProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
