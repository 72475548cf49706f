import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DemoError, reasonOf } from './errors.js';

/** How the console is served. */
interface ConsoleSettings {
  /** 0 takes a free one. */
  readonly port: number;
  /** A Prometheus that scrapes the service; undefined: the demo stands in for one. */
  readonly prometheusUrl: string | undefined;
}

/** What the command line decides. */
export interface Options {
  /** Seconds of the trace in a second of the wall's clock. */
  readonly speed: number;
  /** Longest replay on the wall's clock; undefined: until the trace ends. */
  readonly forSeconds: number | undefined;
  readonly users: number;
  /** 0 takes a free one. */
  readonly port: number;
  readonly console: ConsoleSettings;
  readonly dataDir: string;
  readonly isPlain: boolean;
  readonly jsonPath: string | undefined;
  readonly picturePath: string | undefined;
  readonly wantsHelp: boolean;
}

/** Channels of the trace, each of which needs somebody who writes in it. */
const MIN_USERS = 8;

export const HELP = `Replays 8.8 hours of real chat traffic against the service and shows its promises live.

Usage: npm run demo -- [options]

  --speed N        seconds of the trace a second, default 60; 200 replays all of it in under three minutes
  --for TIME       ends the replay after that time, such as 60s, 5m or 1h; default: when the trace ends
  --users N        connected clients, at least ${MIN_USERS}, default 200
  --port N         the service's port, default: a free one
  --console-port N the console's port, default: a free one
  --prometheus URL the console asks this one, which has to scrape the service, instead of the demo itself
  --data DIR       where the service keeps its data, default .data/demo
  --plain          one line a second instead of the live screen; the default where output is no terminal
  --json FILE      writes the summary as JSON
  --picture FILE   writes the last live screen as an SVG picture
  --help           shows this

Ctrl-C ends the replay with its summary, a second one at once. The exit code is 1 when a message was lost, doubled, out
of order or changed, or when the service died, and 2 for an option that cannot be.
`;

/** Longer than the trace at its own pace. */
const MAX_SECONDS = 86_400;

const defaultDataDir = fileURLToPath(new URL('../../.data/demo', import.meta.url));
const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** Reads the command line; throws a {@link DemoError} `bad_option` that names the option. */
export function parseOptions(args: readonly string[]): Options {
  const values = read(args);
  return {
    speed: number('speed', values.speed ?? '60', { above: 0, most: 100_000 }),
    forSeconds: values.for === undefined ? undefined : duration('for', values.for),
    users: wholeNumber('users', values.users ?? '200', { least: MIN_USERS, most: 10_000 }),
    port: wholeNumber('port', values.port ?? '0', { least: 0, most: 65_535 }),
    console: {
      port: wholeNumber('console-port', values['console-port'] ?? '0', { least: 0, most: 65_535 }),
      prometheusUrl: text('prometheus', values.prometheus),
    },
    dataDir: text('data', values.data) ?? defaultDataDir,
    isPlain: values.plain,
    jsonPath: text('json', values.json),
    picturePath: text('picture', values.picture),
    wantsHelp: values.help,
  };
}

function read(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        speed: text,
        for: text,
        users: text,
        port: text,
        'console-port': text,
        prometheus: text,
        data: text,
        plain: flag,
        json: text,
        picture: text,
        help: { ...flag, short: 'h' },
      },
    }).values;
  } catch (cause) {
    // Node's message names the option in its first sentence; what follows is advice for other programs.
    const [sentence = ''] = reasonOf(cause).split(/\. |\n/);
    throw new DemoError('bad_option', `${sentence}. --help shows the options.`, { cause });
  }
}

function refuse(name: string, value: string, expected: string): DemoError {
  return new DemoError('bad_option', `--${name} must be ${expected}, not "${value}".`);
}

function number(name: string, value: string, { above, most }: { above: number; most: number }): number {
  const read = /^\d+(\.\d+)?$/.test(value) ? Number(value) : NaN;
  if (read > above && read <= most) return read;
  throw refuse(name, value, `a number above ${above} and at most ${most}`);
}

function wholeNumber(name: string, value: string, { least, most }: { least: number; most: number }): number {
  const read = /^\d+$/.test(value) ? Number(value) : NaN;
  if (read >= least && read <= most) return read;
  throw refuse(name, value, `a whole number from ${least} to ${most}`);
}

function duration(name: string, value: string): number {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)([smh])$/.exec(value) ?? [];
  const seconds = Number(amount) * (secondsOf[unit] ?? NaN);
  if (seconds > 0 && seconds <= MAX_SECONDS) return seconds;
  throw refuse(name, value, 'a time such as 60s, 5m or 1h, and at most 24h');
}

function text(name: string, value: string | undefined): string | undefined {
  if (value === '') throw refuse(name, value, 'a path');
  return value;
}
