import { createServer, type Server } from 'node:http';
import type { FileReference } from '@chatwatch/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { listen } from '../http/listen.js';
import { launchBrowser } from '../testing/browser.js';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { sampleFiles } from '../testing/sample-files.js';
import { startTestService, type TestService, type TestUser } from '../testing/start-service.js';
import { pages, suspectFiles } from './suspect-files.js';

const program = findProgram('chromium');

const files = {
  ...Object.fromEntries(Object.entries(sampleFiles).map(([type, bytes]) => [`a sample.${type}`, bytes])),
  ...suspectFiles,
};

/** What protects a browser beside the attachment, which hides the rest: what the peer leaves out. */
const LEFT_OUT = {
  open: ['content-disposition'],
  bare: ['content-disposition', 'content-security-policy', 'content-type', 'x-content-type-options'],
} as const;

const embedding = (way: keyof typeof LEFT_OUT, id: string): string => {
  const url = `/${way}/${id}`;
  return `<!doctype html><title>page</title><script src="${url}"></script><script type="module" src="${url}"></script>
    <link rel="stylesheet" href="${url}"><img src="${url}"><iframe src="${url}"></iframe><object data="${url}"></object>
    <embed src="${url}">`;
};

/** A site that shows the service's files without some of their headers, or in a page of its own. */
const siteOf = (service: TestService, user: TestUser): Server =>
  createServer((request, response) => {
    const [, way = '', id = '', page] = (request.url ?? '').split('/');
    if (way !== 'open' && way !== 'bare') {
      response.writeHead(404).end();
      return;
    }
    if (page === 'page') {
      response.setHeader('Content-Type', 'text/html').end(embedding(way, id));
      return;
    }
    const headers = { authorization: `Bearer ${user.token}` };
    void fetch(`${service.url}/api/files/${id}`, { headers }).then(async (file) => {
      const kept = [...file.headers].filter(([name]) => !LEFT_OUT[way].some((left) => left === name));
      response.writeHead(file.status, Object.fromEntries(kept)).end(Buffer.from(await file.arrayBuffer()));
    });
  });

(program === undefined ? describe.skip : describe)('files in a browser', () => {
  let service: TestService;
  let user: TestUser;
  let site: Server;
  let siteUrl: string;
  let browser: Browser;
  let page: Page;
  const uploaded = new Map<string, FileReference>();
  let ran: string[] = [];

  beforeAll(async () => {
    service = await startTestService();
    user = await service.register();
    site = siteOf(service, user);
    siteUrl = await listen(site, { host: '127.0.0.1', port: 0 });
    for (const [name, bytes] of Object.entries(files)) {
      uploaded.set(name, await user.rest.uploadFile(new Blob([Uint8Array.from(bytes)]), { name }));
    }
    browser = await launchBrowser(program ?? '');
  }, 60_000);
  beforeEach(async () => {
    ran = [];
    page = await browser.newPage({ extraHTTPHeaders: { authorization: `Bearer ${user.token}` } });
    page.on('console', (message) => {
      if (message.text() === 'RAN') ran.push(page.url());
    });
  });
  afterAll(async () => {
    await browser.close();
    site.close();
    site.closeAllConnections();
    await service.stop();
  });

  const fileOf = (name: string): FileReference => {
    const file = uploaded.get(name);
    if (!file) throw new Error(`${name} was not uploaded`);
    return file;
  };

  /** The type that the browser takes a page for; undefined where it saves the file instead. */
  const typeShown = async (url: string): Promise<string | undefined> => {
    try {
      await page.goto(url, { waitUntil: 'load' });
    } catch (error) {
      if (/Download is starting|ERR_ABORTED/.test(String(error))) return undefined;
      throw error;
    }
    return page.evaluate<string>('document.contentType');
  };

  it.each(Object.keys(files))('saves %s, opening nothing', async (name) => {
    const saved = page.waitForEvent('download');
    expect(await typeShown(`${service.url}/api/files/${fileOf(name).id}`)).toBeUndefined();
    expect((await saved).suggestedFilename()).toBe(name);
    await page.close();
    expect(ran).toEqual([]);
  });

  it.each(Object.keys(files))('takes %s for what it is, also where it is no attachment', async (name) => {
    const { id, type } = fileOf(name);
    expect([type, undefined]).toContain(await typeShown(`${siteUrl}/open/${id}`));
    await page.close();
    expect(ran).toEqual([]);
  });

  it.each(Object.keys(files))('runs nothing of %s in a page that embeds it', async (name) => {
    await page.goto(`${siteUrl}/open/${fileOf(name).id}/page`, { waitUntil: 'load' });
    await page.close();
    expect(ran).toEqual([]);
  });

  it('would run a file without its headers, which is what the three above rely on', async () => {
    await page.goto(`${siteUrl}/bare/${fileOf('a script.js').id}/page`, { waitUntil: 'load' });
    await page.close();
    expect(ran).not.toEqual([]);
  });

  it.each(Object.entries(pages))('never gets %s, which is refused', async (name, bytes) => {
    const upload = user.rest.uploadFile(new Blob([Uint8Array.from(bytes)]), { name });
    await expect(upload).rejects.toMatchObject({ status: 415 });
    await page.close();
  });
});
