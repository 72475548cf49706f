import { expect, test } from '@grafana/plugin-e2e';
import { APP, readRules } from './app.js';

const RANGE = { from: 'now-2h', to: 'now' };
const FILTERS = { 'var-job': 'chatwatch', 'var-datasource': 'chatwatch-prometheus' };

test('leads from a panel of a dashboard to the page about it', async ({ gotoDashboardPage, page }) => {
  const queryParams = new URLSearchParams({ ...RANGE, ...FILTERS });
  const dashboard = await gotoDashboardPage({ uid: 'chatwatch-api', queryParams });
  const panel = dashboard.getPanelByTitle('Requests');
  await panel.locator.hover();
  await panel.clickOnMenuItem('Open in Chatwatch', { parentItem: 'Extensions' });
  await expect(page.getByRole('heading', { level: 1, name: 'API', exact: true })).toBeVisible();
  const { pathname, searchParams } = new URL(page.url());
  expect(pathname).toBe(`/a/${APP}/api`);
  for (const [name, value] of Object.entries({ ...RANGE, ...FILTERS })) expect(searchParams.get(name)).toBe(value);
});

test('leads from the command palette, over the same range', async ({ gotoAppPage, page }) => {
  await gotoAppPage({ pluginId: APP, path: 'api?from=now-2d&to=now' });
  await expect(page.getByRole('heading', { level: 1, name: 'API', exact: true })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /search/i }).fill('Chatwatch:');
  for (const name of ['overview', 'objectives', 'alerts']) {
    await expect(page.getByRole('option', { name: `Chatwatch: ${name}` })).toBeVisible();
  }
  await page.getByRole('option', { name: 'Chatwatch: objectives' }).click();
  await expect(page).toHaveURL(new RegExp(`/a/${APP}/objectives\\?from=now-2d&to=now`));
});

test('leads from an alert to its objective', async ({ page }) => {
  const rules = await readRules(page.request);
  const uid = rules.find(({ labels, alerts }) => labels.objective !== undefined && (alerts ?? []).length > 0)?.uid;
  test.skip(uid === undefined, 'no rule about an objective has an alert');
  await page.goto(`/alerting/grafana/${uid ?? ''}/view?tab=instances`);
  await page.getByRole('button', { name: 'Actions' }).first().click();
  await page.getByRole('menuitem', { name: 'Objective in Chatwatch' }).click();
  // Grafana asks first.
  await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/a/${APP}/objectives/[a-z-]+`));
});

test('finds every provisioned rule evaluated without an error', async ({ page }) => {
  const rules = (await readRules(page.request)).filter(({ uid }) => uid.startsWith('cw-'));
  expect(rules.length).toBeGreaterThan(40);
  expect(rules.filter(({ health }) => health === 'error')).toEqual([]);
});
