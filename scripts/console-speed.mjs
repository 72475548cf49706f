// npm run console:speed [-- quick]: how fast the console is in Chromium, as a table; `quick` takes shorter runs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from '../plugin/preview/speed/browser.mjs';
import { measureBurst, measureScroll } from '../plugin/preview/speed/list.mjs';
import { measureFirstPaint, measurePageChanges } from '../plugin/preview/speed/pages.mjs';
import { serveFolder } from '../plugin/preview/speed/serve.mjs';
import { build } from './lib/build.mjs';
import { buildPreview } from './lib/build-preview.mjs';
import { attach } from './lib/command.mjs';
import { startEmbeddedService } from './lib/embedded-service.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { note, say } from './lib/output.mjs';
import { inRoot } from './lib/project.mjs';

/** Long enough for a service token; it is for this run alone. */
const serviceToken = 'the-service-token-of-a-measurement';

/** @param {import('../plugin/preview/speed/list.mjs').Row[]} rows */
function print(rows) {
  say('| what | ours | naive | aim |');
  say('| --- | --- | --- | --- |');
  for (const { what, ours, naive = '', aim } of rows) say(`| ${what} | ${ours} | ${naive} | ${aim} |`);
}

await main(async (args) => {
  await ensureInstalled();
  await build();
  await buildPreview();
  const vite = [inRoot('node_modules/vite/bin/vite.js'), 'build', '--config', 'vite.speed.config.mjs'];
  const code = await attach(process.execPath, vite, { cwd: inRoot('plugin/preview') });
  if (code !== 0) return code;
  const isQuick = args.includes('quick');
  const data = mkdtempSync(join(tmpdir(), 'chatwatch-speed-'));
  const page = await serveFolder(inRoot('plugin/preview/dist/speed'));
  const service = await startEmbeddedService(data, { SERVICE_TOKEN: serviceToken });
  // Built just now, so that it cannot be imported before.
  const { startConsole } = await import(inRoot('plugin/preview/dist/index.js'));
  const shown = await startConsole({ serviceUrl: service.url, serviceToken, scrapeIntervalSeconds: 5, port: 0 });
  const browser = await launch();
  try {
    note('Scrolling through many messages …');
    const scroll = await measureScroll(browser, page.url, isQuick);
    note('A thousand messages a second …');
    const burst = await measureBurst(browser, page.url, isQuick);
    note('Opening the first page …');
    const paint = await measureFirstPaint(browser, shown.url);
    note('Changing pages …');
    const changes = await measurePageChanges(browser, shown.url, isQuick);
    print([...scroll, ...burst, paint, changes]);
  } finally {
    await browser.close();
    await shown.close();
    await service.stop();
    page.close();
    rmSync(data, { recursive: true, force: true });
  }
  return 0;
});
