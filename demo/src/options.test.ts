import { describe, expect, it } from '@jest/globals';
import { DemoError } from './errors.js';
import { HELP, parseOptions } from './options.js';

function refusalOf(...args: string[]): DemoError {
  try {
    parseOptions(args);
  } catch (error) {
    if (error instanceof DemoError) return error;
  }
  throw new Error(`${args.join(' ')} was not refused`);
}

describe('parseOptions', () => {
  it('has a default for everything', () => {
    expect(parseOptions([])).toMatchObject({ speed: 60, forSeconds: undefined, users: 200, port: 0, isPlain: false });
  });

  it('reads every option', () => {
    const args =
      '--speed 2.5 --for 5m --users 16 --port 4000 --console-port 5000 --prometheus http://127.0.0.1:9090 --data d --plain --json j.json --picture p.svg --help';
    expect(parseOptions(args.split(' '))).toEqual({
      speed: 2.5,
      forSeconds: 300,
      users: 16,
      port: 4000,
      console: { port: 5000, prometheusUrl: 'http://127.0.0.1:9090' },
      dataDir: 'd',
      isPlain: true,
      jsonPath: 'j.json',
      picturePath: 'p.svg',
      wantsHelp: true,
    });
  });

  it.each([
    ['60s', 60],
    ['1.5m', 90],
    ['24h', 86_400],
  ])('reads %s as %i seconds', (text, seconds) => {
    expect(parseOptions(['--for', text]).forSeconds).toBe(seconds);
  });

  it.each([
    ['--speed', '0'],
    ['--speed', 'fast'],
    ['--speed', '100001'],
    ['--for', '60'],
    ['--for', '0s'],
    ['--for', '25h'],
    ['--users', '7'],
    ['--users', '10.5'],
    ['--users', '10001'],
    ['--port', '65536'],
    ['--console-port', '65536'],
    ['--json', ''],
  ])('refuses %s %s in a sentence that names it', (option, value) => {
    const error = refusalOf(option, value);
    expect(error.message).toMatch(new RegExp(`^${option} must be .*, not "${value}"\\.$`));
    expect(error.exitCode).toBe(2);
  });

  it.each([
    ['an option it does not know', ['--fast'], "Unknown option '--fast'"],
    ['an option without its value', ['--speed'], "Option '--speed <value>' argument missing"],
    ['a word of its own', ['quickly'], "Unexpected argument 'quickly'"],
    ['a value for a flag', ['--plain=yes'], "Option '--plain' does not take an argument"],
  ])('refuses %s', (_name, args, sentence) => {
    const error = refusalOf(...args);
    expect(error.message).toBe(`${sentence}. --help shows the options.`);
    expect(error.exitCode).toBe(2);
  });

  it('explains every option in its help', () => {
    for (const option of [
      'speed',
      'for',
      'users',
      'port',
      'console-port',
      'prometheus',
      'data',
      'plain',
      'json',
      'picture',
      'help',
    ]) {
      expect(HELP).toContain(`--${option} `);
    }
  });
});
