import { access, writeFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import { dirname } from 'node:path';
import { runDemo } from './demo.js';
import { DemoError, reasonOf } from './errors.js';
import { HELP, parseOptions, type Options } from './options.js';
import { renderPicture } from './picture.js';
import { LiveDisplay, PlainDisplay, type Display } from './status/display.js';
import { paint } from './status/paint.js';
import { renderScreen } from './status/screen.js';
import type { Status } from './status/status.js';
import { Stopping, stopOnSignals } from './stopping.js';
import { renderSummary, summarise, type Summary } from './summary.js';

/** Runs the demo as a command. */

/** The width of the picture's screen, characters; it fits into a README without being scaled down much. */
const PICTURE_COLUMNS = 100;

/** Where nobody tells the width. */
const PLAIN_COLUMNS = 120;

async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options.wantsHelp) {
    process.stdout.write(HELP);
    return 0;
  }
  await requireWritable(options.jsonPath);
  await requireWritable(options.picturePath);
  const isLive = process.stdout.isTTY && !options.isPlain;
  const hasColour = process.stdout.isTTY && (process.env.NO_COLOR ?? '') === '';
  const display = isLive ? new LiveDisplay(process.stdout, hasColour) : new PlainDisplay(process.stdout);
  // Also where the process ends at once.
  process.once('exit', () => {
    display.close();
  });
  return run(options, display, { isLive, hasColour });
}

interface Look {
  readonly isLive: boolean;
  readonly hasColour: boolean;
}

async function run(options: Options, display: Display, { isLive, hasColour }: Look): Promise<number> {
  const stopping = new Stopping();
  const release = stopOnSignals(stopping);
  try {
    const outcome = await runDemo({ options, display, stopping });
    if (outcome === undefined) {
      process.stdout.write('Stopped before the replay began.\n');
      return 0;
    }
    const summary = summarise(outcome);
    const look = { hasObjectives: !isLive, width: isLive ? process.stdout.columns : PLAIN_COLUMNS };
    for (const line of renderSummary(summary, look)) process.stdout.write(`${paint(line, hasColour)}\n`);
    await write(options, summary, outcome.status);
    return summary.isClean ? 0 : 1;
  } finally {
    release();
  }
}

async function write({ jsonPath, picturePath }: Options, summary: Summary, status: Status): Promise<void> {
  if (jsonPath !== undefined) await writeFile(jsonPath, `${JSON.stringify(summary, null, 2)}\n`);
  if (picturePath === undefined) return;
  const lines = renderScreen(status, PICTURE_COLUMNS).map((line) => paint(line, true));
  await writeFile(picturePath, renderPicture(lines, 'npm run demo'));
}

/** Found out before a long run rather than after it. */
async function requireWritable(path: string | undefined): Promise<void> {
  if (path === undefined) return;
  try {
    await access(dirname(path), constants.W_OK);
  } catch (cause) {
    throw new DemoError('not_writable', `${path} cannot be written: ${reasonOf(cause)}`, { cause });
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof DemoError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
