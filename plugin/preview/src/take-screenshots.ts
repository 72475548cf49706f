import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifest } from './proxy/routes.js';
import { findBrowser, openPage, settled, startStage } from './testing/stage.js';

/** Takes a picture of every page of the console over a service with people in it, dark and light. */

const folder = fileURLToPath(new URL('../screenshots/', import.meta.url));
/** Long enough that lines have a beginning and rates have two scrapes. */
const WARM_UP_MS = 45_000;

const program = findBrowser();
if (program === undefined) throw new Error('No Chromium was found.');
await mkdir(folder, { recursive: true });
const stage = await startStage(program);
await new Promise((resolve) => setTimeout(resolve, WARM_UP_MS));
for (const theme of ['dark', 'light']) {
  const { page } = await openPage(stage.browser);
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const { name, path } of manifest.includes) {
    const address = path.replace('%PLUGIN_ID%', manifest.id);
    await page.goto(`${stage.preview.url}${address}?theme=${theme}&from=now-5m&to=now&refresh=`);
    await settled(page);
    const file = join(folder, `${name.toLowerCase().replaceAll(' ', '-')}-${theme}.png`);
    await page.screenshot({ path: file });
    process.stdout.write(`${file}\n`);
  }
}
await stage.close();
