import { type BenchArguments, parseArguments } from './arguments.js';
import { benches } from './benches/index.js';
import { BenchError, BenchSkipped } from './errors.js';
import type { Bench } from './lib/bench.js';
import { machineFacts } from './lib/report/machine.js';
import { progressOf } from './lib/report/progress.js';
import { writeResult } from './lib/report/results.js';
import { aligned, resultTable } from './lib/report/table.js';

/** Runs benches one after the other. A figure that falls short is no failure: timings are read, not asserted. */

const DEFAULT_RUNS = 5;
const QUICK_RUNS = 2;

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function list(): void {
  const rows = benches.map(({ name, summary, comparison, pass, aim }) => [
    name,
    summary,
    `${comparison.bound} ${comparison.format(pass)}, aim ${comparison.format(aim)}`,
  ]);
  say(['npm run bench -- NAME... | all [--quick] [--runs N]', '', ...aligned(rows)]);
}

function choose(names: readonly string[]): readonly Bench[] {
  if (names.includes('all')) return benches;
  return names.map((name) => {
    const bench = benches.find((one) => one.name === name);
    if (!bench) throw new BenchError(`there is no bench ${name}: \`npm run bench\` lists them`);
    return bench;
  });
}

async function runOne(bench: Bench, { isQuick, runs }: BenchArguments): Promise<void> {
  const machine = await machineFacts();
  const progress = progressOf(bench.name);
  const plannedRuns = runs ?? (isQuick ? QUICK_RUNS : (bench.runs ?? DEFAULT_RUNS));
  const pairs = await bench.run({ runs: plannedRuns, isQuick, note: progress.note });
  progress.end();
  const file = await writeResult(bench, { machine, isQuick, pairs });
  say([...resultTable(bench, pairs), ...(isQuick ? ['quick: too small and too short to judge by'] : []), file, '']);
}

async function main(args: readonly string[]): Promise<void> {
  const given = parseArguments(args);
  if (given.names.length === 0) list();
  for (const bench of choose(given.names)) {
    try {
      await runOne(bench, given);
    } catch (error) {
      if (!(error instanceof BenchSkipped)) throw error;
      say([`${bench.name} was skipped: ${error.message}`, '']);
    }
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BenchError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}
