import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../testing/browser.js';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startTestService, type TestService } from '../../testing/start-service.js';

const program = findProgram('chromium');

(program === undefined ? describe.skip : describe)('the page of the API in a browser', () => {
  let service: TestService;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const requested: string[] = [];

  beforeAll(async () => {
    service = await startTestService();
    browser = await launchBrowser(program ?? '');
    page = await browser.newPage({ viewport: { width: 1100, height: 800 } });
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => requested.push(request.url()));
    await page.goto(`${service.url}/docs`);
    await page.locator('.opblock').first().waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  it('shows every operation of the document', async () => {
    const document = (await (await fetch(`${service.url}/openapi.json`)).json()) as { paths: Record<string, object> };
    const count = Object.values(document.paths).flatMap((path) => Object.keys(path)).length;
    expect(await page.title()).toBe('Chatwatch API');
    expect(await page.locator('.opblock').count()).toBe(count);
  });

  it('opens one, with the example of its body', async () => {
    await page.locator('#operations-Messages-sendMessage .opblock-summary-control').click();
    const body = page.locator('#operations-Messages-sendMessage .body-param__example');
    await body.waitFor();
    expect(await body.textContent()).toContain('"content": "Good morning"');
  });

  it('calls the service from its form', async () => {
    const livez = page.locator('#operations-Operation-livez');
    await livez.locator('.opblock-summary-control').click();
    await livez.getByRole('button', { name: 'Try it out' }).click();
    await livez.getByRole('button', { name: 'Execute' }).click();
    const answer = livez.locator('.live-responses-table .response-col_status');
    await answer.last().waitFor();
    expect(await answer.last().textContent()).toContain('200');
  });

  it('asks no other host for anything, and has nothing to complain about', () => {
    const ours = new URL(service.url).host;
    const others = requested.filter((url) => !url.startsWith('data:') && new URL(url).host !== ours);
    expect(requested.length).toBeGreaterThan(3);
    expect(others).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
