import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { manifest } from './proxy/routes.js';
import { startPreview } from './start-preview.js';
import { accessProblems, findBrowser, openPage, settled, type Stage, startStage } from './testing/stage.js';

const browserProgram = findBrowser();
const APP = '/a/chatwatch-app';
const TIMEOUT_MS = 120_000;

/** The pages of the navigation by their paths below the app's. */
const PAGES = manifest.includes.map(({ name, path }): [string, string] => [name, path.replace(`/a/%PLUGIN_ID%`, '')]);

const describeWithBrowser = browserProgram === undefined ? describe.skip : describe;

describeWithBrowser('the console', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await startStage(browserProgram ?? '');
  }, TIMEOUT_MS);

  afterAll(async () => {
    await stage.close();
  }, TIMEOUT_MS);

  it.each(['dark', 'light'])(
    'opens every page in the %s theme without an error and without a hurdle',
    async (theme) => {
      const { page, complaints } = await openPage(stage.browser);
      for (const [name, path] of PAGES) {
        await page.goto(`${stage.preview.url}${APP}${path}?theme=${theme}&refresh=`);
        await settled(page);
        const heading = await page.getByRole('heading', { level: 1 }).first().textContent();
        const found = { name: heading, hurdles: await accessProblems(page), complaints: [...complaints] };
        expect(found).toEqual({ name, hurdles: [], complaints: [] });
      }
      await page.context().close();
    },
    TIMEOUT_MS,
  );

  it.each([768, 2560])(
    'fits into %i pixels without scrolling sideways',
    async (width) => {
      const { page } = await openPage(stage.browser, width);
      for (const [, path] of PAGES) {
        await page.goto(`${stage.preview.url}${APP}${path}?refresh=`);
        await settled(page);
        const tooWide = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect({ path, tooWide }).toEqual({ path, tooWide: 0 });
      }
      await page.context().close();
    },
    TIMEOUT_MS,
  );

  it(
    'keeps range and filters over every jump, back and forward',
    async () => {
      const { page } = await openPage(stage.browser);
      await page.goto(`${stage.preview.url}${APP}?from=now-15m&to=now&var-job=chatwatch`);
      await settled(page);
      const kept = () => {
        const { pathname, searchParams } = new URL(page.url());
        return { pathname, from: searchParams.get('from'), job: searchParams.get('var-job') };
      };
      const main = page.getByRole('main');
      await main.getByRole('tab', { name: 'Realtime' }).click();
      await page.waitForURL(`**${APP}/realtime**`);
      expect(kept()).toEqual({ pathname: `${APP}/realtime`, from: 'now-15m', job: 'chatwatch' });
      await page.goBack();
      expect(kept()).toEqual({ pathname: APP, from: 'now-15m', job: 'chatwatch' });
      await page.goForward();
      expect(kept()).toEqual({ pathname: `${APP}/realtime`, from: 'now-15m', job: 'chatwatch' });
      await page.context().close();
    },
    TIMEOUT_MS,
  );

  it(
    'leads to its configuration where it is not configured',
    async () => {
      const prometheusUrl = stage.prometheus.url;
      const preview = await startPreview({ prometheusUrl, scrapeIntervalSeconds: 1 });
      const { page } = await openPage(stage.browser);
      await page.goto(`${preview.url}${APP}/live-channel`);
      await page
        .getByRole('main')
        .getByRole('link', { name: /configur/i })
        .first()
        .waitFor();
      expect(new URL(page.url()).pathname).toBe(`${APP}/live-channel`);
      await page.context().close();
      await preview.close();
    },
    TIMEOUT_MS,
  );

  it(
    'shows promises while the service is away',
    async () => {
      stage.traffic.stop();
      await stage.service.kill();
      const { page } = await openPage(stage.browser);
      await page.goto(`${stage.preview.url}${APP}`);
      await page.getByRole('main').getByText('Error rate').first().waitFor();
      expect(new URL(page.url()).pathname).toBe(APP);
      await page.context().close();
    },
    TIMEOUT_MS,
  );
});

describeWithBrowser('the console over a service with a defect', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await startStage(browserProgram ?? '', 'failing-sends');
  }, TIMEOUT_MS);

  afterAll(async () => {
    await stage.close();
  }, TIMEOUT_MS);

  it(
    'shows the broken promise on Overview within its window',
    async () => {
      const { page } = await openPage(stage.browser);
      await page.goto(`${stage.preview.url}${APP}?refresh=5s&from=now-5m&to=now`);
      const broken = page.getByRole('main').getByText(/^(Broken|Burning)$/);
      await broken.first().waitFor({ timeout: 90_000 });
      await expect(broken.count()).resolves.toBeGreaterThan(0);
      await page.context().close();
    },
    TIMEOUT_MS,
  );

  it(
    'says what to do when Prometheus is gone, while what the service tells goes on',
    async () => {
      await stage.prometheus.close();
      const { page } = await openPage(stage.browser);
      const main = page.getByRole('main');
      await page.goto(`${stage.preview.url}${APP}?refresh=`);
      await main
        .getByText(/Prometheus/)
        .first()
        .waitFor();
      await main.getByRole('button', { name: 'Try again' }).first().waitFor();
      await page.goto(`${stage.preview.url}${APP}/live-channel?refresh=`);
      await main.getByText('Live', { exact: true }).waitFor();
      await expect(main.getByRole('article').count()).resolves.toBeGreaterThan(0);
      await page.context().close();
    },
    TIMEOUT_MS,
  );
});
