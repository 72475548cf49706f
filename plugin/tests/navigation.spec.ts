import { expect, test } from '@grafana/plugin-e2e';
import { APP, PAGES } from './app.js';

const RANGE = 'from=now-2d&to=now';

test('keeps range and filters from page to page, back and forward', async ({ gotoAppPage, page }) => {
  await gotoAppPage({ pluginId: APP, path: `api?${RANGE}&var-job=chatwatch` });
  const at = (path: string) => expect(page).toHaveURL(new RegExp(`/${path}\\?${RANGE}.*var-job=chatwatch`));
  await page.getByRole('tab', { name: 'Realtime' }).click();
  await at('realtime');
  await page.getByRole('tab', { name: 'Data' }).click();
  await at('data');
  await page.goBack();
  await at('realtime');
  await expect(page.getByRole('heading', { level: 1, name: 'Realtime' })).toBeVisible();
  await page.goBack();
  await at('api');
  await page.goForward();
  await at('realtime');
});

for (const [path, title] of PAGES) {
  test(`names ${title} once in the breadcrumbs, and leads from each level above`, async ({ gotoAppPage, page }) => {
    await gotoAppPage({ pluginId: APP, path });
    await expect(page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible();
    const crumbs = page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('listitem');
    // The first page is the app itself.
    await expect(crumbs.filter({ hasText: path === '' ? 'Chatwatch' : title })).toHaveCount(1);
    const texts = (await crumbs.allInnerTexts()).map((text) => text.trim());
    expect(new Set(texts).size).toBe(texts.length);
    const above = crumbs.filter({ hasNot: page.locator('[aria-current]') });
    await expect(above.getByRole('link')).toHaveCount(texts.length - 1);
  });
}

test('leads from an objective to the others by the breadcrumbs, over the same range', async ({ gotoAppPage, page }) => {
  await gotoAppPage({ pluginId: APP, path: `objectives/error-rate?${RANGE}` });
  const crumbs = page.getByRole('navigation', { name: 'Breadcrumbs' });
  await expect(crumbs.getByText('Error rate')).toHaveCount(1);
  await crumbs.getByRole('link', { name: 'Objectives' }).click();
  await expect(page).toHaveURL(new RegExp(`/objectives\\?${RANGE}`));
  await expect(page.getByRole('heading', { level: 1, name: 'Objectives' })).toBeVisible();
});

test('stands in the navigation of Grafana with all its pages', async ({ gotoAppPage, page }) => {
  await gotoAppPage({ pluginId: APP, path: 'alerts' });
  const sections = page.getByRole('list', { name: 'Navigation' });
  for (const [path] of PAGES) {
    await expect(sections.locator(`a[href$="/a/${APP}${path === '' ? '' : `/${path}`}"]`)).toHaveCount(1);
  }
});
