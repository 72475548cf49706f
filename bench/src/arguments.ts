import { BenchError } from './errors.js';

/** What the command line asks for. */
export interface BenchArguments {
  /** Names of benches; empty: list them. `all` stands for every bench. */
  readonly names: readonly string[];
  /** Small sizes and few pairs: shows that a bench works, not what it measures. */
  readonly isQuick: boolean;
  /** Pairs of measurements; undefined: the bench's own number. */
  readonly runs: number | undefined;
}

/**
 * Reads the arguments after `npm run bench --`.
 * @throws {BenchError} that names the argument
 * @example parseArguments(['fanout', '--runs', '7']) // { names: ['fanout'], isQuick: false, runs: 7 }
 */
export function parseArguments(args: readonly string[]): BenchArguments {
  const names: string[] = [];
  let isQuick = false;
  let runs: number | undefined;
  const rest = args.flatMap((argument) => (argument.startsWith('--runs=') ? argument.split('=', 2) : [argument]));
  while (rest.length > 0) {
    const argument = rest.shift() ?? '';
    if (argument === '--quick') isQuick = true;
    else if (argument === '--runs') runs = readRuns(rest.shift());
    else if (argument.startsWith('-')) throw new BenchError(`${argument} is no option: there are --quick and --runs N`);
    else names.push(argument);
  }
  return { names, isQuick, runs };
}

function readRuns(text: string | undefined): number {
  const runs = Number(text);
  if (Number.isInteger(runs) && runs >= 1 && runs <= 1_000) return runs;
  throw new BenchError(`--runs takes a whole number from 1 to 1000, not ${text ?? 'nothing'}`);
}
