import { type Bench, judge, medianDetails, type Pair, summarise } from '../bench.js';
import type { Distribution } from '../statistics.js';

/** A number as people read it: three digits after small ones, none after large ones. */
export function readable(value: number): string {
  const digits = Math.abs(value) >= 1_000 ? 0 : Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The result of a bench as lines: a row a figure, our side and the peer's beside each other. */
export function resultTable(bench: Bench, pairs: readonly Pair[]): string[] {
  const { ours, peer, ratio } = summarise(bench.comparison, pairs);
  const details = {
    ours: medianDetails(pairs.map((pair) => pair.ours)),
    peer: medianDetails(pairs.map((p) => p.peer)),
  };
  const names = new Set([...Object.keys(details.ours), ...Object.keys(details.peer)]);
  const rows = [
    ['', `ours: ${bench.ours}`, `peer: ${bench.peer}`],
    [bench.unit, readable(ours.median), readable(peer.median)],
    ['  min .. max', spread(ours, readable), spread(peer, readable)],
    ...[...names].map((name) => [`  ${name}`, cell(details.ours[name]), cell(details.peer[name])]),
  ];
  const { label, bound, format } = bench.comparison;
  return [
    `${bench.name}, ${pairs.length} ${pairs.length === 1 ? 'pair' : 'pairs'}`,
    ...aligned(rows),
    `${label}: ${format(ratio.median)} (${spread(ratio, format)}); ${bound} ${format(bench.pass)}, ` +
      `aim ${format(bench.aim)}: ${judge(bench, ratio.median)}`,
  ];
}

/** Rows with their columns under each other, the first to the left. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, text] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, text.length);
  }
  return rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('   ')
      .trimEnd(),
  );
}

function spread({ min, max }: Distribution, format: (value: number) => string): string {
  return `${format(min)} .. ${format(max)}`;
}

function cell(value: number | undefined): string {
  return value === undefined ? '-' : readable(value);
}
