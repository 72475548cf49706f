import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { manifest } from './proxy/routes.js';
import { startPreview } from './start-preview.js';
import { accessProblems, findBrowser, openPage, settled, type Stage, startStage } from './testing/stage.js';

const browserProgram = findBrowser();
const APP = '/a/chatwatch-app';
const TIMEOUT_MS = 120_000;

/** Pages with what each part of the console draws, by their paths below the app's. */
const OPENED = new Set(['Overview', 'Realtime', 'Alerts']);
const PAGES = manifest.includes
  .filter(({ name }) => OPENED.has(name))
  .map(({ name, path }): [string, string] => [name, path.replace(`/a/%PLUGIN_ID%`, '')]);

const describeWithBrowser = browserProgram === undefined ? describe.skip : describe;

describeWithBrowser('the console', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await startStage(browserProgram ?? '');
  }, TIMEOUT_MS);

  afterAll(async () => {
    await stage.close();
  }, TIMEOUT_MS);

  describe.each(['dark'])('in the %s theme', (theme) => {
    it.each(PAGES)(
      'opens %s without an error and without a hurdle',
      async (name, path) => {
        const { page, complaints } = await openPage(stage.browser);
        await page.goto(`${stage.preview.url}${APP}${path}?theme=${theme}`);
        await settled(page);
        await expect(page.getByRole('heading', { level: 1 }).first().textContent()).resolves.toBe(name);
        expect(await accessProblems(page)).toEqual([]);
        expect(complaints).toEqual([]);
        await page.context().close();
      },
      TIMEOUT_MS,
    );
  });

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
