import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { manifest } from './proxy/routes.js';
import { findBrowser, launchBrowser, openPage, settled } from './testing/stage.js';

/** Takes a picture of every page of the console over the demo's chat traffic, dark and light. */

const folder = fileURLToPath(new URL('../screenshots/', import.meta.url));
const demoProgram = fileURLToPath(new URL('../../../demo/dist/main.js', import.meta.url));
/** Long enough that lines fill the time that is looked at. */
const WARM_UP_MS = 120_000;
const RANGE = 'from=now-2m&to=now&refresh=';

const program = findBrowser();
if (program === undefined) throw new Error('No Chromium was found.');
await mkdir(folder, { recursive: true });
const browser = await launchBrowser(program);
const demo = spawn(process.execPath, [demoProgram, '--users', '60', '--speed', '60'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const consoleUrl = await new Promise<string>((resolve, reject) => {
  demo.once('close', () => {
    reject(new Error('The demo ended before its console was up.'));
  });
  createInterface({ input: demo.stdout }).on('line', (line) => {
    const url = /^Open in a browser: (\S+)/.exec(line)?.[1];
    if (url !== undefined) resolve(url);
  });
});
await new Promise((resolve) => setTimeout(resolve, WARM_UP_MS));
for (const theme of ['dark', 'light']) {
  const { page } = await openPage(browser);
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const { name, path } of manifest.includes) {
    const address = path.replace('%PLUGIN_ID%', manifest.id);
    await page.goto(`${new URL(consoleUrl).origin}${address}?theme=${theme}&${RANGE}`);
    await settled(page);
    const file = join(folder, `${name.toLowerCase().replaceAll(' ', '-')}-${theme}.png`);
    await page.screenshot({ path: file });
    process.stdout.write(`${file}\n`);
  }
}
await browser.close();
demo.kill('SIGTERM');
