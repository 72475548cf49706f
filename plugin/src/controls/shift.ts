import { dateTime, type RawTimeRange, type TimeRange } from '@grafana/data';

const between = (fromMs: number, toMs: number): RawTimeRange => ({ from: dateTime(fromMs), to: dateTime(toMs) });

/** Half a range back or on, as Grafana does; never beyond now. */
export const shifted = (range: TimeRange, direction: -1 | 1, nowMs: number): RawTimeRange => {
  const halfMs = Math.round(range.to.diff(range.from) / 2);
  const toMs = range.to.valueOf() + direction * halfMs;
  const beyondMs = direction > 0 ? Math.max(0, toMs - nowMs) : 0;
  return between(range.from.valueOf() + direction * halfMs - beyondMs, toMs - beyondMs);
};

/** A range of twice the length around the same middle. */
export const zoomedOut = (range: TimeRange): RawTimeRange => {
  const spanMs = range.to.diff(range.from);
  const middleMs = range.from.valueOf() + spanMs / 2;
  return between(Math.round(middleMs - spanMs), Math.round(middleMs + spanMs));
};
