// Prints how large plugin/dist is for those who load it; ends with 1 when something is over its budget.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadObjectives } from '@chatwatch/objectives';
import { readFolder } from '../archive.mjs';
import { reportPath } from './chunk-report.mjs';
import { judge } from './judge.mjs';
import { measure } from './measure.mjs';

/** @typedef {{ name: string, wholeBytes: number, entryBytes: number }} Peer */

const home = join(import.meta.dirname, '../..');

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** What the objectives promise of the whole. */
function promisedBytes() {
  const target = loadObjectives().find(({ id }) => id === 'bundle-size')?.target;
  if (target === undefined || !('atMost' in target) || target.atMost === undefined) {
    throw new Error('objectives/objectives.yaml promises no bundle-size.');
  }
  return target.atMost;
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

/** @param {string[][]} rows the first column is text, the others are numbers */
function table(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    const cells = row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)));
    console.log(cells.join('  ').trimEnd());
  }
}

/** @param {Peer[]} peers */
const peerRows = (peers) =>
  peers.map(({ name, wholeBytes, entryBytes }) => [name, kilobytes(wholeBytes), kilobytes(entryBytes)]);

const { aimBytes, peers, ...budgets } = readJson(join(home, 'bundle-budgets.json'));
const measured = measure(readFolder(join(home, 'dist')), readJson(reportPath));
const lines = judge(measured, { ...budgets, wholeBytes: promisedBytes() });

console.log('Scripts of the app, gzipped (level 9)\n');
table([
  ['', 'size', 'budget', ''],
  ...lines.map(({ name, bytes, budgetBytes, isOver }) => [
    name,
    kilobytes(bytes),
    kilobytes(budgetBytes),
    isOver ? 'OVER' : '',
  ]),
]);
console.log(`\nOur own aim for the whole is ${kilobytes(aimBytes)}. Others, built and measured in the same way:\n`);
table([['', 'whole', 'entry'], ...peerRows([{ name: 'this app', ...measured }]), ...peerRows(peers)]);
process.exitCode = lines.some(({ isOver }) => isOver) ? 1 : 0;
