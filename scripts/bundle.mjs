// npm run bundle: how large the Grafana app is for those who load it, beside its budgets and its peers.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readFolder } from '../plugin/tools/archive.mjs';
import { reportPath } from '../plugin/tools/bundle/chunk-report.mjs';
import { judge } from '../plugin/tools/bundle/judge.mjs';
import { measure } from '../plugin/tools/bundle/measure.mjs';
import { build } from './lib/build.mjs';
import { buildApp } from './lib/build-app.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { say } from './lib/output.mjs';
import { inRoot } from './lib/project.mjs';

/** @typedef {{ name: string, wholeBytes: number, entryBytes: number }} Peer */

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

/** What the objectives promise of the whole. */
function promisedBytes() {
  /** @type {{ objectives: { id: string, target: { atMost: number } }[] }} */
  const { objectives } = parse(readFileSync(inRoot('objectives/objectives.yaml'), 'utf8'));
  const promise = objectives.find(({ id }) => id === 'bundle-size');
  if (!promise) throw new Error('objectives/objectives.yaml promises no bundle-size.');
  return promise.target.atMost;
}

/** @param {string[][]} rows */
function table(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (/** @type {string} */ cell, /** @type {number} */ at) =>
    at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0);
  for (const row of rows) say(row.map(pad).join('  ').trimEnd());
}

/** @param {Peer[]} peers */
const peerRows = (peers) =>
  peers.map(({ name, wholeBytes, entryBytes }) => [name, kilobytes(wholeBytes), kilobytes(entryBytes)]);

await main(async () => {
  await ensureInstalled();
  await build();
  await buildApp();
  const { aimBytes, peers, ...budgets } = JSON.parse(readFileSync(inRoot('plugin/bundle-budgets.json'), 'utf8'));
  const measured = measure(readFolder(inRoot('plugin/dist')), JSON.parse(readFileSync(reportPath, 'utf8')));
  const lines = judge(measured, { ...budgets, wholeBytes: promisedBytes() });
  say('Scripts of the app, gzipped (level 9)\n');
  table([
    ['', 'size', 'budget', ''],
    ...lines.map(({ name, bytes, budgetBytes, isOver }) => [
      name,
      kilobytes(bytes),
      kilobytes(budgetBytes),
      isOver ? 'OVER' : '',
    ]),
  ]);
  say(`\nOur own aim for the whole is ${kilobytes(aimBytes)}. Others, built and measured in the same way:\n`);
  table([['', 'whole', 'entry'], ...peerRows([{ name: 'this app', ...measured }]), ...peerRows(peers)]);
  return lines.some(({ isOver }) => isOver) ? 1 : 0;
});
