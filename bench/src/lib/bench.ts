import { distribution, type Distribution, median } from './statistics.js';

/** One measurement of one side. */
export interface Sample {
  /** In the bench's unit. */
  readonly value: number;
  /** What helps to read the value, by name and unit, such as the cores that were busy meanwhile. */
  readonly details?: Readonly<Record<string, number>>;
}

/** Both sides, measured one right after the other. */
export interface Pair {
  readonly ours: Sample;
  readonly peer: Sample;
}

/** How the two sides are compared. */
export interface Comparison {
  /** For the table: `ours / peer`. */
  readonly label: string;
  readonly of: (ours: number, peer: number) => number;
  readonly format: (ratio: number) => string;
  readonly bound: 'at least' | 'at most';
}

const times = (ratio: number): string => `${ratio.toFixed(ratio < 10 ? 2 : 1)}x`;
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

/** More is better, and ours should have this many times the peer's. */
export const timesMore: Comparison = {
  label: 'ours / peer',
  of: (ours, peer) => ours / peer,
  format: times,
  bound: 'at least',
};

/** Less is better, and the peer should have this many times ours. */
export const timesLess: Comparison = {
  label: 'peer / ours',
  of: (ours, peer) => peer / ours,
  format: times,
  bound: 'at least',
};

/** Less is better, and ours may have this many times the peer's. */
export const timesCost: Comparison = {
  label: 'ours / peer',
  of: (ours, peer) => ours / peer,
  format: times,
  bound: 'at most',
};

/** Ours is the peer with something added, and this is what it adds. */
export const addedShare: Comparison = {
  label: 'ours / peer - 1',
  of: (ours, peer) => ours / peer - 1,
  format: percent,
  bound: 'at most',
};

/** What a run of a bench is asked for. */
export interface Plan {
  readonly runs: number;
  readonly isQuick: boolean;
  /** Shows the person who waits what goes on, as one line. */
  readonly note: (text: string) => void;
}

/** A hot path beside its peer. */
export interface Bench {
  readonly name: string;
  /** What is compared, in a sentence. */
  readonly summary: string;
  readonly ours: string;
  readonly peer: string;
  readonly unit: string;
  readonly comparison: Comparison;
  /** The line that the median ratio should be on the right side of. */
  readonly pass: number;
  /** What we work towards. */
  readonly aim: number;
  /** Pairs where the command line names no number; five where left out. */
  readonly runs?: number;
  run(plan: Plan): Promise<Pair[]>;
}

/** What the pairs say together. */
export interface Summary {
  readonly ours: Distribution;
  readonly peer: Distribution;
  /** Of the paired ratios: a slow moment of the machine hits both sides of a pair. */
  readonly ratio: Distribution;
}

/** Medians and spreads of a run. */
export function summarise(comparison: Comparison, pairs: readonly Pair[]): Summary {
  return {
    ours: distribution(pairs.map(({ ours }) => ours.value)),
    peer: distribution(pairs.map(({ peer }) => peer.value)),
    ratio: distribution(pairs.map(({ ours, peer }) => comparison.of(ours.value, peer.value))),
  };
}

export type Verdict = 'reaches the aim' | 'passes' | 'falls short';

/** Where the median ratio stands. */
export function judge({ comparison, pass, aim }: Pick<Bench, 'comparison' | 'pass' | 'aim'>, ratio: number): Verdict {
  const holds = (line: number): boolean => (comparison.bound === 'at least' ? ratio >= line : ratio <= line);
  if (holds(aim)) return 'reaches the aim';
  return holds(pass) ? 'passes' : 'falls short';
}

/** Medians of the details that the samples have. */
export function medianDetails(samples: readonly Sample[]): Record<string, number> {
  const names = new Set(samples.flatMap(({ details = {} }) => Object.keys(details)));
  const valuesOf = (name: string): number[] =>
    samples.map(({ details }) => details?.[name]).filter((value) => value !== undefined);
  return Object.fromEntries([...names].map((name) => [name, median(valuesOf(name))]));
}
