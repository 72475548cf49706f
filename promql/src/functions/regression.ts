import { ABSENT } from '../evaluate/rows.js';
import type { Samples } from '../evaluate/selection.js';
import type { OverTime } from './over-time.js';

/** `deriv`: the slope a second of the line with the least squares through the samples, times from the first of them. */
export const slope: OverTime =
  (samples: Samples) =>
  ({ from, to }) => {
    const { times, values } = samples;
    const count = to - from;
    if (count < 2) return ABSENT;
    const firstTime = times[from] ?? 0;
    const firstValue = values[from] ?? 0;
    let sumX = 0;
    let sumY = 0;
    let sumXY = 0;
    let sumXX = 0;
    let isLevel = true;
    for (let index = from; index < to; index += 1) {
      const x = ((times[index] ?? 0) - firstTime) / 1_000;
      const value = values[index] ?? 0;
      // Seen from the first value: sums of small numbers lose nothing.
      const y = value - firstValue;
      isLevel &&= value === firstValue;
      sumX += x;
      sumY += y;
      sumXY += x * y;
      sumXX += x * x;
    }
    if (isLevel) return Number.isFinite(firstValue) ? 0 : NaN;
    return (sumXY - (sumX * sumY) / count) / (sumXX - (sumX * sumX) / count);
  };
