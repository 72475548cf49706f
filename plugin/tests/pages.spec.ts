import { expect, test } from '@grafana/plugin-e2e';
import { APP, PAGES, watchFailures } from './app.js';

for (const [path, title] of PAGES) {
  test(`opens ${title} with its heading, and nothing is refused`, async ({ gotoAppPage, page }) => {
    const failures = watchFailures(page);
    await gotoAppPage({ pluginId: APP, path });
    await expect(page).toHaveURL(new RegExp(`/a/${APP}/?${path}(\\?|$)`));
    await expect(page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible();
    await expect(page.getByRole('tab', { name: title, exact: true })).toHaveAttribute('aria-selected', 'true');
    expect(failures).toEqual([]);
  });
}

test('passes a WebSocket through the plugin proxy', async ({ gotoAppPage, page }) => {
  const opened = page.waitForEvent('websocket', (socket) => socket.url().includes(`/api/plugin-proxy/${APP}/ws`));
  await gotoAppPage({ pluginId: APP, path: 'live-channel' });
  const socket = await opened;
  await socket.waitForEvent('framereceived', ({ payload }) => payload.toString().includes('"ready"'));
});
