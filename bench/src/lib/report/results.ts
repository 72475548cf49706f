import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bench, judge, type Pair, summarise } from '../bench.js';
import { resultsFolder } from '../server/folders.js';
import type { MachineFacts } from './machine.js';

export interface Result {
  readonly machine: MachineFacts;
  readonly isQuick: boolean;
  readonly pairs: readonly Pair[];
}

/** Writes everything that was measured to `bench/results/<name>.json`; returns the file. */
export async function writeResult(bench: Bench, { machine, isQuick, pairs }: Result): Promise<string> {
  const { name, summary: question, ours, peer, unit, comparison, pass, aim } = bench;
  const summary = summarise(comparison, pairs);
  const result = {
    name,
    question,
    ours,
    peer,
    unit,
    ratio: comparison.label,
    bound: comparison.bound,
    pass,
    aim,
    isQuick,
    machine,
    summary,
    verdict: judge(bench, summary.ratio.median),
    samples: pairs.map((pair) => ({ ...pair, ratio: comparison.of(pair.ours.value, pair.peer.value) })),
  };
  const file = join(resultsFolder, `${name}.json`);
  await mkdir(resultsFolder, { recursive: true });
  await writeFile(file, `${JSON.stringify(result, undefined, 2)}\n`);
  return file;
}
