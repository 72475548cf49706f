import type { Pair, Plan, Sample } from './bench.js';

/** One measurement of each side, each from a clean start. */
export interface Sides {
  readonly ours: () => Promise<Sample>;
  readonly peer: () => Promise<Sample>;
}

/** Measures pairs, ours first in every other one: a machine that warms up or tires favours neither side. */
export async function interleave({ runs, note }: Plan, sides: Sides, show: (value: number) => string): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let run = 0; run < runs; run++) {
    note(`pair ${run + 1} of ${runs}`);
    const pair = run % 2 === 0 ? await oursFirst(sides) : await peerFirst(sides);
    note(`pair ${run + 1} of ${runs}: ours ${show(pair.ours.value)}, peer ${show(pair.peer.value)}`);
    pairs.push(pair);
  }
  return pairs;
}

async function oursFirst(sides: Sides): Promise<Pair> {
  const ours = await sides.ours();
  return { ours, peer: await sides.peer() };
}

async function peerFirst(sides: Sides): Promise<Pair> {
  const peer = await sides.peer();
  return { ours: await sides.ours(), peer };
}
