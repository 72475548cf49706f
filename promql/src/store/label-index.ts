import { compileMatcher } from '../matchers.js';
import type { Labels, Matcher } from '../series.js';
import type { StoredSeries } from './stored-series.js';

/** Finds series by their labels: for every label and value the series that have it. */
export class LabelIndex {
  readonly #byLabel = new Map<string, Map<string, Set<StoredSeries>>>();
  readonly #all = new Set<StoredSeries>();

  add(series: StoredSeries): void {
    this.#all.add(series);
    for (const [label, value] of Object.entries(series.labels)) {
      let byValue = this.#byLabel.get(label);
      if (!byValue) this.#byLabel.set(label, (byValue = new Map<string, Set<StoredSeries>>()));
      const found = byValue.get(value);
      if (found) found.add(series);
      else byValue.set(value, new Set([series]));
    }
  }

  remove(series: StoredSeries): void {
    this.#all.delete(series);
    for (const [label, value] of Object.entries(series.labels)) {
      const byValue = this.#byLabel.get(label);
      const found = byValue?.get(value);
      found?.delete(series);
      if (found?.size === 0) byValue?.delete(value);
      if (byValue?.size === 0) this.#byLabel.delete(label);
    }
  }

  /** The series that meet every condition. @throws {PromqlError} for a pattern that cannot be read */
  *find(matchers: readonly Matcher[]): Iterable<StoredSeries> {
    const conditions = matchers.map((matcher) => ({ label: matcher.label, isMet: compileMatcher(matcher) }));
    for (const series of this.#candidates(matchers)) {
      if (conditions.every(({ label, isMet }) => isMet(labelOf(series.labels, label)))) yield series;
    }
  }

  /** The fewest series that are sure to hold all that meet the conditions. */
  #candidates(matchers: readonly Matcher[]): Iterable<StoredSeries> {
    let fewest = this.#all;
    for (const { label, operator, value } of matchers) {
      // An empty value is met by series without the label, which the index does not list.
      if (operator !== '=' || value === '') continue;
      const found = this.#byLabel.get(label)?.get(value);
      if (!found) return [];
      if (found.size < fewest.size) fewest = found;
    }
    return fewest;
  }
}

// A label may be called like something that every object has, such as `constructor`.
const labelOf = (labels: Labels, name: string): string => (Object.hasOwn(labels, name) ? (labels[name] ?? '') : '');
