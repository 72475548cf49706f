import { latest, type Series } from '../../data/prometheus';

/** The stages of a message's way inside the service, in the order in which it passes them. */
const STAGES = ['persist', 'publish', 'fanout', 'flush'] as const;

/** The whole way, as readers measured it; the only stage with the network in it. */
export const WHOLE_WAY = 'client';

/** A stage, or the whole way. */
export type Stage = (typeof STAGES)[number] | typeof WHOLE_WAY;

/** What a stage takes; in seconds. */
export interface StageBar {
  readonly stage: Stage;
  /** What the stages before it take together, by their medians. */
  readonly startSeconds: number;
  /** Undefined where nothing passed the stage. */
  readonly times: { readonly p50: number; readonly p95: number; readonly p99: number } | undefined;
}

/** The answers to the three questions about stages, in the order of these names. */
const PERCENTILES = ['p50', 'p95', 'p99'] as const;

const timesOf = (stage: Stage, answers: readonly (readonly Series[])[]): StageBar['times'] => {
  const [p50, p95, p99] = PERCENTILES.map((_, index) => {
    const series = answers[index]?.find(({ labels }) => labels.stage === stage);
    return series === undefined ? undefined : latest(series);
  });
  return p50 === undefined || p95 === undefined || p99 === undefined ? undefined : { p50, p95, p99 };
};

/**
 * Stages below each other, each from where the medians of those before it end, and the whole way from the beginning.
 * Percentiles do not add up, medians nearly do: that is why only they move a stage to the right.
 * @param answers of p50, p95 and p99, each with a line a stage
 */
export const waterfallOf = (answers: readonly (readonly Series[])[]): StageBar[] => {
  let startSeconds = 0;
  const inService = STAGES.map((stage): StageBar => {
    const times = timesOf(stage, answers);
    const bar = { stage, startSeconds, times };
    startSeconds += times?.p50 ?? 0;
    return bar;
  });
  return [...inService, { stage: WHOLE_WAY, startSeconds: 0, times: timesOf(WHOLE_WAY, answers) }];
};

/** A limit further away than so many times the longest bar would leave nothing of the bars. */
const FAR = 3;

/** Where the scale ends, in seconds: with the longest bar, and with the limit if it is not far beyond. */
export const endOf = (bars: readonly StageBar[], limitSeconds: number | undefined): number => {
  const longest = Math.max(0, ...bars.map(({ startSeconds, times }) => startSeconds + (times?.p99 ?? 0)));
  return limitSeconds !== undefined && limitSeconds <= FAR * longest ? Math.max(longest, limitSeconds) : longest;
};
