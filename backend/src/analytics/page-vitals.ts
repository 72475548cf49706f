import {
  VITAL_NAMES,
  VITAL_PAGES,
  VITAL_RATINGS,
  type VitalName,
  type VitalRating,
  type VitalsReport,
} from '@chatwatch/client';
import { events } from '../events.js';

/** What pages were measured to take, by page and measurement. */
export interface VitalSummary {
  readonly page: string;
  readonly name: VitalName;
  readonly unit: 'milliseconds' | 'score';
  /** Measurements since the start. */
  readonly count: number;
  /** Of the latest measurements, at most `LATEST`. */
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  /** How web.dev judges p75; null for what it has no limits for. */
  readonly rating: VitalRating | null;
  /** Measurements since the start by what their pages said of them; those that said nothing are not among them. */
  readonly ratings: Readonly<Record<VitalRating, number>>;
}

/** How many of the latest measurements of a page count: enough for a p95, few enough to forget last week. */
const LATEST = 500;

/** Up to the first it is good, over the second poor (web.dev/articles/vitals). */
const LIMITS: Partial<Readonly<Record<VitalName, readonly [good: number, poor: number]>>> = {
  LCP: [2_500, 4_000],
  INP: [200, 500],
  CLS: [0.1, 0.25],
  TTFB: [800, 1_800],
  FCP: [1_800, 3_000],
};

const PAGES: ReadonlySet<string> = new Set(VITAL_PAGES);

interface Shelf {
  count: number;
  readonly latest: number[];
  readonly ratings: Record<VitalRating, number>;
}

/** Keeps what pages report of themselves: the latest measurements of each page, so that a fault of last week is past. */
export class PageVitals {
  readonly #shelves = new Map<string, Map<VitalName, Shelf>>();
  readonly #stop: () => void;

  constructor() {
    this.#stop = events.webVitals.subscribe((report) => {
      this.#take(report);
    });
  }

  /** One row for each page and measurement that there was, in the order of their names. */
  summaries(): VitalSummary[] {
    const pages = [...VITAL_PAGES, 'other'].flatMap((page) => {
      const shelves = this.#shelves.get(page);
      return shelves ? [{ page, shelves }] : [];
    });
    return pages.flatMap(({ page, shelves }) =>
      VITAL_NAMES.flatMap((name) => {
        const shelf = shelves.get(name);
        return shelf ? [summaryOf(page, name, shelf)] : [];
      }),
    );
  }

  close(): void {
    this.#stop();
  }

  #take({ page: given, samples }: VitalsReport): void {
    const page = PAGES.has(given) ? given : 'other';
    const shelves = this.#shelves.get(page) ?? new Map<VitalName, Shelf>();
    this.#shelves.set(page, shelves);
    for (const { name, value, rating } of samples) {
      const shelf = shelves.get(name) ?? newShelf();
      shelves.set(name, shelf);
      shelf.latest[shelf.count % LATEST] = value;
      shelf.count += 1;
      if (rating !== undefined) shelf.ratings[rating] += 1;
    }
  }
}

const newShelf = (): Shelf => ({ count: 0, latest: [], ratings: { good: 0, 'needs-improvement': 0, poor: 0 } });

const summaryOf = (page: string, name: VitalName, { count, latest, ratings }: Shelf): VitalSummary => {
  const sorted = [...latest].sort((a, b) => a - b);
  // The smallest value that at least this share of all does not exceed.
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const p75 = at(0.75);
  const unit = name === 'CLS' ? 'score' : 'milliseconds';
  return { page, name, unit, count, p50: at(0.5), p75, p95: at(0.95), rating: ratingOf(name, p75), ratings };
};

const ratingOf = (name: VitalName, value: number): VitalRating | null => {
  const limits = LIMITS[name];
  if (!limits) return null;
  const [good, needsImprovement, poor] = VITAL_RATINGS;
  if (value <= limits[0]) return good;
  return value <= limits[1] ? needsImprovement : poor;
};
