// npm run console:speed [-- quick] [scroll] [burst] [paint] [pages]: how fast the console is in Chromium, as a table.
// `quick` takes shorter runs; names of parts leave the others out.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch } from '../plugin/preview/speed/browser.mjs';
import { measureBurst, measureScroll } from '../plugin/preview/speed/list.mjs';
import { measureFirstPaint, measurePageChanges } from '../plugin/preview/speed/pages.mjs';
import { serveFolder } from '../plugin/preview/speed/serve.mjs';
import { build } from './lib/build.mjs';
import { buildPreview } from './lib/build-preview.mjs';
import { attach } from './lib/command.mjs';
import { startEmbeddedService } from './lib/embedded-service.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main, ScriptError } from './lib/main.mjs';
import { note, say } from './lib/output.mjs';
import { inRoot } from './lib/project.mjs';

/**
 * @typedef {import('../plugin/preview/speed/list.mjs').Row} Row
 * @typedef {import('../plugin/preview/speed/list.mjs').Browser} Browser
 * @typedef {(browser: Browser, url: string, isQuick: boolean) => Promise<Row[]>} Measure
 */

/** Long enough for a service token; it is for this run alone. */
const serviceToken = 'the-service-token-of-a-measurement';

/** What is run often is compiled again for speed, for minutes on end: that would count as memory that is not let go. */
const compiledOnce = ['--js-flags=--no-opt --no-maglev --no-sparkplug'];

/** @type {Record<string, { says: string, on: 'list' | 'console', measure: Measure, browser?: string[] }>} */
const parts = {
  scroll: { says: 'Scrolling through many messages …', on: 'list', measure: measureScroll },
  burst: { says: 'A thousand messages a second …', on: 'list', measure: measureBurst },
  paint: { says: 'Opening the first page …', on: 'console', measure: measureFirstPaint },
  pages: { says: 'Changing pages …', on: 'console', measure: measurePageChanges, browser: compiledOnce },
};

/** @param {string[]} args */
function chosenParts(args) {
  const names = args.filter((name) => name !== 'quick');
  const unknown = names.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined) {
    throw new ScriptError(`There is no part ${unknown}: choose of ${Object.keys(parts).join(', ')}, or none for all.`);
  }
  return Object.entries(parts).flatMap(([name, part]) => (names.length === 0 || names.includes(name) ? [part] : []));
}

/** @param {Row[]} rows */
function print(rows) {
  say('| what | ours | naive | aim |');
  say('| --- | --- | --- | --- |');
  for (const { what, ours, naive = '', aim } of rows) say(`| ${what} | ${ours} | ${naive} | ${aim} |`);
}

/** Serves the page of the message list alone. */
async function startList() {
  const vite = [inRoot('node_modules/vite/bin/vite.js'), 'build', '--config', 'vite.speed.config.mjs'];
  const code = await attach(process.execPath, vite, { cwd: inRoot('plugin/preview') });
  if (code !== 0) throw new ScriptError('The page of the message list was not built: the bundler says why above.');
  const { url, close } = await serveFolder(inRoot('plugin/preview/dist/speed'));
  return { url, close: async () => close() };
}

/**
 * Waits until the console's metrics have the service: before, its pages say that there are none.
 * @param {string} url
 */
async function untilMeasured(url) {
  const query = `${url}/api/datasources/proxy/uid/chatwatch-prometheus/api/v1/query?query=count(chat_build_info)`;
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(500)) {
    // As Prometheus answers, or says what is wrong.
    const { data } = /** @type {{ data?: { result: unknown[] } }} */ (await (await fetch(query)).json());
    if (data !== undefined && data.result.length > 0) return;
  }
  throw new ScriptError('The console has got no metrics of the service within a minute.');
}

/** Serves the console of a service of its own. */
async function startShown() {
  const data = mkdtempSync(join(tmpdir(), 'chatwatch-speed-'));
  const service = await startEmbeddedService(data, { SERVICE_TOKEN: serviceToken });
  // Built just now, so that it cannot be imported before.
  const { startConsole } = await import(inRoot('plugin/preview/dist/index.js'));
  const shown = await startConsole({ serviceUrl: service.url, serviceToken, scrapeIntervalSeconds: 5, port: 0 });
  await untilMeasured(shown.url);
  const close = async () => {
    await shown.close();
    await service.stop();
    rmSync(data, { recursive: true, force: true });
  };
  return { url: shown.url, close };
}

/**
 * @param {typeof parts[string]} part
 * @param {string} url
 * @param {boolean} isQuick
 */
async function inBrowser({ says, measure, browser: more }, url, isQuick) {
  note(says);
  const browser = await launch(more);
  try {
    return await measure(browser, url, isQuick);
  } finally {
    await browser.close();
  }
}

await main(async (args) => {
  const chosen = chosenParts(args);
  await ensureInstalled();
  await build();
  await buildPreview();
  const rows = [];
  // One after the other, so that nothing else runs while something is measured.
  for (const on of /** @type {const} */ (['list', 'console'])) {
    const measured = chosen.filter((part) => part.on === on);
    if (measured.length === 0) continue;
    const { url, close } = await (on === 'list' ? startList() : startShown());
    try {
      for (const part of measured) rows.push(...(await inBrowser(part, url, args.includes('quick'))));
    } finally {
      await close();
    }
  }
  print(rows);
  return 0;
});
