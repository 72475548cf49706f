import { gunzipSync } from 'node:zlib';
import type { Traffic } from '../people/traffic.ts';

/** Who is silent for longer has left; coming back is an arrival. */
const PAUSE_SECONDS = 600;
/** 21 points: enough for the shape, few enough to read. */
const STEPS = 20;

interface TraceRow {
  readonly channel: string;
  readonly atSeconds: number;
  readonly author: string;
  readonly bytes: number;
}

/** The distributions of real traffic that people are made of, from a compressed trace (`channel,offset_s,author,bytes`). */
export function trafficOf(compressed: Buffer, source: string): Traffic {
  const rows = gunzipSync(compressed).toString('utf8').trimEnd().split('\n').slice(1).map(parseRow);
  return {
    source,
    gapSeconds: quantiles(gapsOf(rows)),
    contentBytes: quantiles(rows.map(({ bytes }) => bytes)),
    channelShares: sharesOf(rows),
  };
}

function parseRow(line: string): TraceRow {
  const [channel = '', atSeconds, author = '', bytes] = line.split(',');
  return { channel, atSeconds: Number(atSeconds), author: `${channel}:${author}`, bytes: Number(bytes) };
}

/** Between two messages of one author, pauses left out. */
function gapsOf(rows: readonly TraceRow[]): number[] {
  const last = new Map<string, number>();
  const gaps: number[] = [];
  for (const { author, atSeconds } of rows) {
    const before = last.get(author);
    if (before !== undefined && atSeconds - before <= PAUSE_SECONDS) gaps.push(atSeconds - before);
    last.set(author, atSeconds);
  }
  return gaps;
}

function quantiles(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return Array.from({ length: STEPS + 1 }, (_, step) => sorted[Math.round((step / STEPS) * (sorted.length - 1))] ?? 0);
}

/** Shares of all authors, the largest channel first. */
function sharesOf(rows: readonly TraceRow[]): number[] {
  const authors = new Map<string, Set<string>>();
  for (const { channel, author } of rows) {
    const known = authors.get(channel);
    if (known) known.add(author);
    else authors.set(channel, new Set([author]));
  }
  const total = [...authors.values()].reduce((sum, { size }) => sum + size, 0);
  const shares = [...authors.values()].map(({ size }) => Number((size / total).toFixed(4)));
  return shares.sort((a, b) => b - a);
}
