import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Channel, ChatClient, RestClient } from '@chatwatch/client';
import type { Browser, Locator, Page } from 'playwright-core';
import { type Preview, startPreview } from './start-preview.js';
import { type RunningService, SERVICE_TOKEN, startService } from './testing/service.js';
import { findBrowser, launchBrowser, openPage } from './testing/stage.js';

const browserProgram = findBrowser();
const TIMEOUT_MS = 120_000;
/** More than three pages of history. */
const WRITTEN = 450;
/** As many rows as may be drawn, however many messages there are. */
const MOST_ROWS = 60;

/** Rows of many heights. */
const textOf = (number: number): string => {
  if (number % 7 === 0) return `Message ${number}: ${'a longer one, '.repeat(30)}`;
  return number % 11 === 0 ? `Message ${number}\n${'a line\n'.repeat(15)}` : `Message ${number}`;
};

/** A row of the list, by its text, and how far it is from the list's upper edge, pixels. */
interface Row {
  readonly text: string;
  readonly top: number;
}

// What runs in the browser is given as its source, as the browser's types are not those of Node.js.

const LIST = `document.querySelector('[data-testid=live-channel-list]')`;

/** Resolves once the list's content is higher than that, pixels. */
const grownBeyond = (height: number): string => `new Promise((resolve) => {
  const look = () => ${LIST}.scrollHeight > ${height} ? resolve() : requestAnimationFrame(look);
  look();
})`;

/** The third visible row, or the one of that text, once it is drawn. */
const drawnRow = (text = ''): string => `new Promise((resolve) => {
  const look = () => {
    const list = ${LIST};
    const edge = list.getBoundingClientRect().top;
    const rows = [...list.querySelectorAll('[role=article]')]
      .map((row) => ({ text: row.textContent, top: row.getBoundingClientRect().top - edge }))
      .sort((one, other) => one.top - other.top);
    const wanted = ${JSON.stringify(text)};
    const found = wanted === '' ? rows.filter(({ top }) => top >= 0)[2] : rows.find(({ text }) => text === wanted);
    if (found) resolve(found);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(() => requestAnimationFrame(look));
})`;

(browserProgram === undefined ? describe.skip : describe)('the live channel', () => {
  let service: RunningService;
  let preview: Preview;
  let browser: Browser;
  let writer: ChatClient;
  let channel: Channel;
  let count = 0;

  const write = async (messages: number): Promise<void> => {
    await Promise.all(Array.from({ length: messages }, () => writer.send(channel.id, textOf(++count))));
  };

  const open = async (): Promise<{ page: Page; list: Locator }> => {
    const { page } = await openPage(browser);
    await page.goto(`${preview.url}/a/chatwatch-app/live-channel?channel=${channel.id}`);
    await page.getByText('Live', { exact: true }).waitFor();
    const list = page.getByTestId('live-channel-list');
    await row(list, textOf(count)).waitFor();
    return { page, list };
  };

  const row = (list: Locator, text: string): Locator =>
    list
      .getByRole('article')
      .filter({ hasText: text.split('\n')[0] ?? '' })
      .last();

  beforeAll(async () => {
    service = await startService();
    const { url } = service;
    [preview, browser] = await Promise.all([
      startPreview({
        // Nobody listens there: messages do not need it.
        prometheusUrl: 'http://127.0.0.1:1',
        scrapeIntervalSeconds: 1,
        backendUrl: url,
        serviceToken: SERVICE_TOKEN,
      }),
      launchBrowser(browserProgram ?? ''),
    ]);
    const account = { name: 'Ada', email: 'ada@example.org', password: 'a password of a test' };
    const { token } = await new RestClient({ baseUrl: url }).register(account);
    channel = await new RestClient({ baseUrl: url, token }).createChannel({ name: 'general', type: 'public' });
    writer = new ChatClient({ url: `${url.replace('http', 'ws')}/ws`, token });
    await writer.connect();
    await write(WRITTEN);
  }, TIMEOUT_MS);

  afterAll(async () => {
    writer.close();
    await Promise.all([browser.close(), preview.close()]);
    await service.kill();
  }, TIMEOUT_MS);

  it(
    'loads older messages without moving what one reads',
    async () => {
      const { page } = await open();
      for (let older = 0; older < 3; older++) {
        const height = await page.evaluate<number>(`${LIST}.scrollHeight`);
        await page.evaluate(`${LIST}.scrollTop = 500`);
        const before = await page.evaluate<Row>(drawnRow());
        await page.evaluate(grownBeyond(height));
        const after = await page.evaluate<Row>(drawnRow(before.text));
        expect(Math.abs(after.top - before.top)).toBeLessThanOrEqual(1);
      }
      await page.context().close();
    },
    TIMEOUT_MS,
  );

  it(
    'follows a burst with few rows, lets go of who scrolls up, and leads back to the newest',
    async () => {
      const { page, list } = await open();
      await write(1_000);
      await row(list, textOf(count)).waitFor();
      expect(await list.getByRole('article').count()).toBeLessThanOrEqual(MOST_ROWS);
      await list.hover();
      await page.mouse.wheel(0, -2_000);
      await row(list, textOf(count)).waitFor({ state: 'hidden' });
      await write(3);
      await page.getByRole('button', { name: '3 new' }).click();
      await row(list, textOf(count)).waitFor();
      await write(1);
      await row(list, textOf(count)).waitFor();
      await page.context().close();
    },
    TIMEOUT_MS,
  );

  it(
    'shows edits and deletions where the messages are',
    async () => {
      const { page, list } = await open();
      const [edited, deleted] = await Promise.all([
        writer.send(channel.id, 'as it was written'),
        writer.send(channel.id, 'to be taken back'),
      ]);
      await row(list, 'to be taken back').waitFor();
      await writer.edit(channel.id, edited.seq, 'as it is now');
      await writer.delete(channel.id, deleted.seq);
      await row(list, 'as it is now').waitFor();
      await row(list, 'This message was deleted.').waitFor();
      expect(await row(list, 'to be taken back').count()).toBe(0);
      await page.context().close();
    },
    TIMEOUT_MS,
  );

  it(
    'says that the service is away, and comes back by itself with what was written meanwhile',
    async () => {
      const { page, list } = await open();
      await service.crash();
      await page.getByText(/^(Away|Connecting)/).waitFor();
      await service.revive();
      await write(5);
      await page.getByText('Live', { exact: true }).waitFor();
      await row(list, textOf(count)).waitFor();
      expect(await page.getByText(/^(Away|Connecting)/).count()).toBe(0);
      await page.context().close();
    },
    TIMEOUT_MS,
  );
});
