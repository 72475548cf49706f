import { expect, test } from '@grafana/plugin-e2e';

const pluginId = 'chatwatch-app';

for (const [path, title] of [
  ['', 'Overview'],
  ['objectives', 'Objectives'],
  ['api', 'API'],
  ['realtime', 'Realtime'],
  ['data', 'Data'],
  ['runtime', 'Runtime'],
  ['alerts', 'Alerts'],
  ['live-channel', 'Live channel'],
  ['configuration', 'Configuration'],
]) {
  test(`opens ${title ?? ''} with its heading, and no failure`, async ({ gotoAppPage, page }) => {
    const failures: string[] = [];
    page.on('pageerror', ({ message }) => failures.push(message));
    await gotoAppPage({ pluginId, path: path ?? '' });
    await expect(page.getByRole('heading', { level: 1, name: title ?? '' })).toBeVisible();
    expect(failures).toEqual([]);
  });
}

test('keeps the time range on the way from page to page', async ({ gotoAppPage, page }) => {
  await gotoAppPage({ pluginId, path: 'api?from=now-2d&to=now' });
  await page.getByRole('tab', { name: 'Realtime' }).click();
  await expect(page).toHaveURL(/\/realtime\?.*from=now-2d&to=now/);
});

test('passes a WebSocket through the plugin proxy', async ({ gotoAppPage, page }) => {
  const opened = page.waitForEvent('websocket', (socket) => socket.url().includes(`/api/plugin-proxy/${pluginId}/ws`));
  await gotoAppPage({ pluginId, path: 'live-channel' });
  const socket = await opened;
  await socket.waitForEvent('framereceived', ({ payload }) => payload.toString().includes('"ready"'));
});
