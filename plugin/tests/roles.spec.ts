import { expect, test } from '@grafana/plugin-e2e';
import { APP } from './app.js';

// What stands here holds for whom the project signs in: see playwright.config.ts.

test('offers Explore to who may explore, and to nobody else', async ({ gotoAppPage, page, user }) => {
  const may = user?.role !== 'Viewer';
  await gotoAppPage({ pluginId: APP, path: 'objectives/error-rate' });
  await expect(page.getByText('Budget over the last 28 days')).toBeVisible();
  const explores = page.locator('main').getByRole('link', { name: 'Explore' });
  if (may) await expect(explores.first()).toBeVisible();
  else await expect(explores).toHaveCount(0);
});

test('offers a silence to who may make one, and Grafana takes him to its form', async ({ gotoAppPage, page, user }) => {
  await gotoAppPage({ pluginId: APP, path: 'alerts?search=ErrorRateBudgetBurn1h' });
  await page.getByRole('button', { name: 'Show details of ErrorRateBudgetBurn1h' }).click();
  await expect(page.getByRole('link', { name: 'Rule in Grafana' })).toBeVisible();
  const silence = page.locator('main').getByRole('link', { name: 'Silence', exact: true });
  if (user?.role === 'Viewer') {
    await expect(silence).toHaveCount(0);
    return;
  }
  await silence.click();
  await expect(page).toHaveURL(/\/alerting\/silence\/new\?/);
  await expect(page.getByRole('textbox', { name: 'Alert rule' })).toHaveValue('ErrorRateBudgetBurn1h');
});

test('shows everyone the configuration, and never the token', async ({ gotoAppPage, page, user }) => {
  await gotoAppPage({ pluginId: APP, path: 'configuration' });
  await expect(page.getByLabel('Address of the service, for Grafana’s server')).toHaveValue(/^https?:/);
  if (user?.role === undefined) return;
  await expect(page.getByText('Only administrators may change these settings.')).toBeVisible();
  await expect(page.getByLabel('Service token')).toHaveValue('Stored');
  await expect(page.getByRole('button', { name: 'Save & test' })).toHaveCount(0);
});
