import { findProgram } from '@chatwatch/objectives/testing/program';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type PreviewOptions, startPreview } from './start-preview.js';
import { type Labels, prometheus } from './testing/fake-prometheus.js';
import { type FakeServer, problem, type Said, startFake } from './testing/fake-server.js';
import { selfSigned } from './testing/self-signed.js';

const chromiumPath = findProgram('chromium');

/** What is refused at once: nobody listens there. */
const NOBODY = 'http://127.0.0.1:1';
const MARKUP = '<img src=x onerror=alert(1)>';
const PROCESS: Labels = { job: 'chatwatch', instance: '127.0.0.1:3000' };

let browser: Browser;
/** Closed after each test, the newest first. */
const open: { close(): Promise<unknown> }[] = [];
/** What went wrong in the page itself. */
let failures: string[] = [];

const fake = async (...server: Parameters<typeof startFake>): Promise<FakeServer> => {
  const started = await startFake(...server);
  open.push(started);
  return started;
};

/** Opens a page of a console; its Prometheus knows one process and nothing else unless it is given. */
const visit = async (pagePath: string, options: Partial<PreviewOptions>): Promise<Page> => {
  const prometheusUrl =
    options.prometheusUrl ?? (await fake(prometheus((expr) => (expr.includes('build_info') ? [PROCESS] : [])))).url;
  const preview = await startPreview({ scrapeIntervalSeconds: 15, serviceToken: 'secret', ...options, prometheusUrl });
  open.push(preview);
  const page = await browser.newPage();
  open.push(page);
  page.on('pageerror', (error) => failures.push(error.message));
  page.on('dialog', (dialog) => {
    failures.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${preview.url}/a/chatwatch-app/${pagePath}`);
  return page;
};

const expectShown = async (page: Page, text: string): Promise<void> => {
  await page.getByText(text).first().waitFor({ timeout: 20_000 });
  expect(failures).toEqual([]);
};

/** A service with public channels of these names, each with one message of its name. */
const service =
  (names: readonly string[], said: Readonly<Record<string, Said>> = {}) =>
  (askedPath: string): Said | undefined => {
    if (askedPath in said) return said[askedPath];
    const channels = names.map((name, index) => ({
      id: `channel-${index}`,
      name,
      type: 'public',
      ownerId: 'ann',
      createdAt: '2026-11-23T10:00:00.000Z',
    }));
    if (askedPath === '/openapi.json') {
      return { body: { openapi: '3.1.0', info: { title: 'Chatwatch', version: '1.0.0' }, paths: {} } };
    }
    if (askedPath === '/api/channels') return { body: { channels } };
    const channel = channels.find(({ id }) => askedPath === `/api/channels/${id}/messages`);
    if (!channel) return undefined;
    const message = {
      channelId: channel.id,
      seq: 1,
      id: `${channel.id}-1`,
      author: { id: 'ann', name: channel.name, avatarUrl: null },
      content: channel.name,
      files: [],
      createdAt: '2026-11-23T10:00:00.000Z',
    };
    return { body: { messages: [message], head: 1, hasMore: false } };
  };

(chromiumPath === undefined ? describe.skip : describe)('what the console says', () => {
  beforeAll(async () => {
    const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args });
  });

  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
    failures = [];
  });

  afterAll(() => browser.close());

  describe('of a chat service', () => {
    const refused: Said = { status: 401, type: 'application/problem+json', body: problem(401, 'unauthorized') };

    it.each<[string, string, (askedPath: string) => Said | undefined]>([
      ['refuses the token', 'The chat service refuses the app’s token', () => refused],
      [
        'is a page of something else',
        'Something else than the chat service answers',
        () => ({ type: 'text/html', body: '<!doctype html><title>Welcome</title><h1>Sign in</h1>' }),
      ],
      [
        'answers in another shape',
        'The chat service is of another version than this app',
        service([], { '/analytics/performance/real-time': { body: { load: 1 } } }),
      ],
      ['has no such call', 'The chat service is of another version than this app', service([])],
    ])('that %s', async (_what, title, say) => {
      const { url } = await fake(say);
      await expectShown(await visit('', { backendUrl: url }), title);
    });

    it.each([
      ['an address where nobody listens', NOBODY],
      ['an address that is none', 'chatwatch'],
    ])('at %s', async (_what, backendUrl) => {
      await expectShown(await visit('', { backendUrl }), 'The chat service cannot be reached');
    });

    it('that it was not told of', async () => {
      const page = await visit('live-channel', {});
      await expectShown(page, 'The app does not know where the chat service is');
      const link = page.getByRole('link', { name: 'Open the configuration' }).first();
      expect(await link.getAttribute('href')).toMatch(/^\/a\/chatwatch-app\/configuration/);
    });

    it('whose certificate nobody signed', async () => {
      const { url } = await fake(service([]), selfSigned('127.0.0.1'));
      await expectShown(
        await visit('live-channel', { backendUrl: url }),
        'The certificate of the chat service is not trusted',
      );
    });

    it('whose channels are named like markup: the name as it is written', async () => {
      const { url } = await fake(service([MARKUP]));
      const page = await visit('live-channel', { backendUrl: url });
      await page.getByLabel('Channel', { exact: true }).click();
      await page.getByRole('option', { name: MARKUP }).click();
      await expectShown(page, MARKUP);
      expect(await page.locator('img[src="x"]').count()).toBe(0);
    });
  });

  describe('of a Prometheus', () => {
    it.each<[string, string, (askedPath: string, form: URLSearchParams) => Said | undefined]>([
      ['without metrics of the service', 'This Prometheus has no metrics of the chat service', prometheus(() => [])],
      [
        'that is a page of something else',
        'Something else than Prometheus answers',
        () => ({ type: 'text/html', body: '<!doctype html><title>Welcome</title>' }),
      ],
      [
        'that does not understand',
        'Prometheus cannot answer this query',
        () => ({ status: 400, body: { status: 'error', errorType: 'bad_data', error: 'parse error: unknown' } }),
      ],
      ['that fails', 'Prometheus failed', () => ({ status: 500, body: { status: 'error', error: 'out of order' } })],
    ])('%s', async (_what, title, say) => {
      const { url } = await fake(say);
      await expectShown(await visit('', { prometheusUrl: url }), title);
    });

    it('where nobody listens, while what comes from the service goes on', async () => {
      const page = await visit('', { prometheusUrl: NOBODY });
      await expectShown(page, 'Prometheus cannot be reached');
    });

    it('with ten thousand objectives named like markup: some of them, and how many there are', async () => {
      const ids = Array.from({ length: 10_000 }, (_, index) => `objective-${index}`);
      const lines = ids.map((objective) => ({
        ...PROCESS,
        objective,
        title: `${MARKUP} ${objective}`,
        target: '≥ 99 %',
        window: '28d',
        unit: 'ratio',
        severity: 'page',
      }));
      /** Of how many objectives a line over time was asked for. */
      const drawn: number[] = [];
      const say = prometheus((expr) => {
        if (expr.includes('build_info')) return [PROCESS];
        return expr.includes('objective:') ? lines : [];
      });
      const { url } = await fake((askedPath, form) => {
        const expr = form.get('query') ?? '';
        const chosen = /objective=~"([^"]*)"/.exec(expr)?.[1]?.split('|');
        const isLine = askedPath === '/api/v1/query_range' && expr.includes('objective:');
        if (isLine) drawn.push(chosen?.length ?? ids.length);
        return say(askedPath, form);
      });
      const page = await visit('', { prometheusUrl: url });
      await expectShown(page, `${MARKUP} objective-0`);
      expect(await page.locator('*').count()).toBeLessThan(5_000);
      expect(await page.locator('img[src="x"]').count()).toBe(0);
      expect(Math.max(0, ...drawn)).toBeLessThan(100);
    });
  });
});
