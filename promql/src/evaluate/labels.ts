import type { Labels } from '../series.js';

/** Labels but for those of the given names. */
export const without = (labels: Labels, names: ReadonlySet<string>): Labels => {
  const kept: Record<string, string> = {};
  for (const name in labels) if (!names.has(name)) kept[name] = labels[name] ?? '';
  return kept;
};

/** The labels of the given names alone. */
export const only = (labels: Labels, names: Iterable<string>): Labels => {
  const kept: Record<string, string> = {};
  for (const name of names) {
    const value = labels[name] ?? '';
    if (value !== '') kept[name] = value;
  }
  return kept;
};

const NAME: ReadonlySet<string> = new Set(['__name__']);

/** Labels without the metric's name: what was calculated is no longer what the name says. */
export const nameless = (labels: Labels): Labels => without(labels, NAME);

/** Labels as Prometheus writes them in its messages. */
export const shownLabels = (labels: Labels): string => {
  const pairs = Object.keys(labels)
    .filter((name) => labels[name] !== '')
    .sort();
  return `{${pairs.map((name) => `${name}=${JSON.stringify(labels[name])}`).join(', ')}}`;
};
