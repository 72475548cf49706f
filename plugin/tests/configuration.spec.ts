import { expect, test } from '@grafana/plugin-e2e';
import type { APIRequestContext, Page } from '@playwright/test';
import { APP } from './app.js';

const SETTINGS = `/api/plugins/${APP}/settings`;

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';

/** The right one, for after a wrong one was saved, as Grafana never gives it out. */
const TOKEN = process.env.CHATWATCH_SERVICE_TOKEN;

interface Stored {
  readonly pinned: boolean;
  readonly jsonData: Readonly<Record<string, unknown>>;
}

const read = async (request: APIRequestContext): Promise<Stored> =>
  // As Grafana documents it.
  (await (await request.get(SETTINGS)).json()) as Stored;

/** @param apiToken the stored one stays where there is none */
const write = async (request: APIRequestContext, { pinned, jsonData }: Stored, apiToken?: string): Promise<void> => {
  const secret = apiToken === undefined ? {} : { secureJsonData: { apiToken } };
  const answer = await request.post(SETTINGS, { data: { enabled: true, pinned, jsonData, ...secret } });
  expect(answer.ok()).toBe(true);
};

const found = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });
const REACHED = 'Grafana’s server reaches the service';
const ACCEPTED = 'The service accepts the token';

const address = (page: Page) => page.getByLabel('Address of the service, for Grafana’s server');
const save = (page: Page) => page.getByRole('button', { name: 'Save & test' });

test.describe('the configuration', () => {
  let before: Stored;

  test.beforeEach(async ({ page }) => {
    before = await read(page.request);
    await write(page.request, { ...before, jsonData: { ...before.jsonData, isProvisioned: false } });
  });

  test.afterEach(async ({ page }) => {
    await write(page.request, before, TOKEN);
  });

  test('finds all connections of a service that runs', async ({ gotoAppPage, page }) => {
    await gotoAppPage({ pluginId: APP, path: 'configuration' });
    await page.getByRole('button', { name: 'Test all' }).click();
    for (const title of [REACHED, ACCEPTED, 'Service and app fit together', 'The live channel opens']) {
      await expect(found(page, title)).toContainText('Works');
    }
    await expect(found(page, 'Prometheus has what the console asks for')).toContainText(/Works|Take care/);
    await expect(found(page, 'Alert rules watch the service')).toContainText(/Works|Take care/);
  });

  test('names an address at which nothing answers, and keeps the token', async ({ gotoAppPage, page }) => {
    await gotoAppPage({ pluginId: APP, path: 'configuration' });
    const right = await address(page).inputValue();
    await address(page).fill(NOWHERE);
    await save(page).click();
    await expect(found(page, REACHED)).toContainText('Does not work');
    await expect(found(page, REACHED)).toContainText(NOWHERE);
    await expect(address(page)).toHaveValue(NOWHERE);
    await address(page).fill(right);
    await save(page).click();
    await expect(found(page, REACHED)).toContainText('Works');
    await expect(found(page, ACCEPTED)).toContainText('Works');
  });

  test('says at once what is no address, and does not save it', async ({ gotoAppPage, page }) => {
    await gotoAppPage({ pluginId: APP, path: 'configuration' });
    await address(page).fill('chat.example:3000');
    await expect(page.getByRole('alert').filter({ hasText: 'begins with http' })).toBeVisible();
    await expect(save(page)).toBeDisabled();
  });

  test('tells a wrong token', async ({ gotoAppPage, page }) => {
    test.skip(TOKEN === undefined, 'CHATWATCH_SERVICE_TOKEN is to be put back afterwards');
    await gotoAppPage({ pluginId: APP, path: 'configuration' });
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByLabel('Service token').fill('not-the-token');
    await save(page).click();
    await expect(found(page, REACHED)).toContainText('Works');
    await expect(found(page, ACCEPTED)).toContainText('Does not work');
  });

  test('can only be read where a file provisions it', async ({ gotoAppPage, page }) => {
    await write(page.request, { ...before, jsonData: { ...before.jsonData, isProvisioned: true } });
    await gotoAppPage({ pluginId: APP, path: 'configuration' });
    await expect(page.getByText(/come from a provisioning file/)).toBeVisible();
    await expect(address(page)).toBeDisabled();
    await expect(save(page)).toHaveCount(0);
  });

  test('stands among Grafana’s pages about the plugin too', async ({ gotoAppConfigPage, page }) => {
    await gotoAppConfigPage({ pluginId: APP });
    await page.getByRole('tab', { name: 'Configuration' }).click();
    await expect(address(page)).toHaveValue(/^https?:/);
  });
});
