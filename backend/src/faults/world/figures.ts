import { isSoak } from '../../hostile/soak.js';

/** The value below which so much of the samples lies; NaN without samples. */
export const quantile = (samples: readonly number[], share: number): number => {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
};

/** Prints what a row of the matrix measured, as one line. */
export const report = (row: string, figures: Readonly<Record<string, number | string>>): void => {
  const parts = Object.entries(figures).map(([name, value]) => {
    return `${name} ${typeof value === 'number' ? Math.round(value * 100) / 100 : value}`;
  });
  process.stdout.write(`${row}: ${parts.join(', ')}\n`);
};

/**
 * Those figures that are over their bounds, as lines. Judged in soak runs alone: elsewhere the machine may be busy with
 * anything, and figures are only printed.
 */
export const overBounds = (bounds: Readonly<Record<string, readonly [figure: number, bound: number]>>): string[] =>
  Object.entries(bounds).flatMap(([name, [figure, bound]]) =>
    isSoak && !(figure <= bound) ? [`${name} is ${figure}, over ${bound}`] : [],
  );
