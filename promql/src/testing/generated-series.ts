import type { Labels, Series } from '../series.js';
import type { Random } from './random.js';

/** When the samples begin; the middle of a block of Prometheus, so that queries span two. */
export const BEGIN_MS = Date.UTC(2026, 0, 15, 1, 0, 0);
/** How long they go on. */
export const LENGTH_MS = 2.5 * 3_600_000;
const SCRAPE_MS = 15_000;

/** Moments of scrapes: a little late at times, missed at others, and for some series away for long. */
const scrapes = (random: Random): number[] => {
  const bornMs = random.chance(0.3) ? random.whole(0, LENGTH_MS / 2) : 0;
  const diedMs = random.chance(0.3) ? random.whole(LENGTH_MS / 2, LENGTH_MS) : LENGTH_MS;
  const awayMs = random.chance(0.4) ? random.whole(0, LENGTH_MS) : LENGTH_MS;
  const awayUntilMs = awayMs + random.whole(60_000, 1_200_000);
  const phaseMs = random.whole(0, SCRAPE_MS - 1);
  const times: number[] = [];
  for (let elapsedMs = phaseMs; elapsedMs < LENGTH_MS; elapsedMs += SCRAPE_MS) {
    const isAway = elapsedMs < bornMs || elapsedMs > diedMs || (elapsedMs > awayMs && elapsedMs < awayUntilMs);
    const lateMs = random.chance(0.2) ? random.whole(1, 900) : 0;
    if (!isAway && !random.chance(0.02)) times.push(BEGIN_MS + elapsedMs + lateMs);
  }
  return times;
};

/** A counter that at times begins anew. */
export const counter = (labels: Labels, random: Random): Series => {
  const times = scrapes(random);
  let total = random.chance(0.5) ? 0 : random.whole(0, 100_000);
  const perScrape = random.pick([0, 1, 20, 5_000]);
  const values = times.map(() => {
    if (random.chance(0.005)) total = random.chance(0.5) ? 0 : random.whole(0, 3);
    else if (random.chance(0.9)) total += random.whole(0, perScrape);
    return total;
  });
  return { labels, times, values };
};

/** A gauge that wanders, below 0 too, and at times is not a number. */
export const gauge = (labels: Labels, random: Random): Series => {
  const times = scrapes(random);
  let level = random.whole(-100, 100);
  const values = times.map(() => {
    level += random.fraction() * 10 - 5;
    return random.chance(0.01) ? NaN : level;
  });
  return { labels, times, values };
};

/** A gauge of few whole values, infinities among them, that often stays as it is. */
export const state = (labels: Labels, random: Random): Series => {
  const times = scrapes(random);
  let value = 0;
  const values = times.map(() => {
    if (random.chance(0.1)) value = random.pick([0, 1, 2, 3, 3, -1, Infinity, -Infinity, NaN]);
    return value;
  });
  return { labels, times, values };
};

/** A constant 1 that carries labels. */
export const info = (labels: Labels, random: Random): Series => {
  const times = scrapes(random);
  return { labels, times, values: times.map(() => 1) };
};

/** The series of a histogram: `_bucket` at each bound and `+Inf`, `_sum` and `_count`. */
export const histogram = (name: string, labels: Labels, bounds: readonly string[], random: Random): Series[] => {
  const times = scrapes(random);
  const all = [...bounds, '+Inf'];
  let counts = all.map(() => 0);
  let sum = 0;
  const moments = times.map(() => {
    if (random.chance(0.003)) counts = all.map(() => 0);
    for (let event = random.pick([0, 0, 1, 5]); event > 0; event -= 1) {
      const bucket = random.whole(0, all.length - 1);
      counts = counts.map((count, index) => (index >= bucket ? count + 1 : count));
      sum += Math.min(Number(bounds[bucket] ?? 10), 10);
    }
    return { counts, sum };
  });
  const series = (
    suffix: string,
    more: Labels,
    value: (moment: { counts: number[]; sum: number }) => number,
  ): Series => ({
    labels: { __name__: `${name}${suffix}`, ...labels, ...more },
    times,
    values: moments.map(value),
  });
  return [
    ...all.map((le, index) => series('_bucket', { le }, (moment) => moment.counts[index] ?? 0)),
    series('_sum', {}, (moment) => moment.sum),
    series('_count', {}, (moment) => moment.counts.at(-1) ?? 0),
  ];
};
