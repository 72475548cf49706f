import { dateTimeFormat } from '@grafana/data';

/** No zone's day begins within one of these, milliseconds. */
const QUARTER_HOUR_MS = 900_000;
/** Quarters of an hour remembered: ten days of them. */
const REMEMBERED = 1_000;

/** Tells the day of a time in a zone. Rows come by the dozen while one scrolls, and most are of the same day. */
export function daysIn(timeZone: string): (time: number) => string {
  const days = new Map<number, string>();
  return (time) => {
    const quarter = Math.floor(time / QUARTER_HOUR_MS);
    let day = days.get(quarter);
    if (day === undefined) {
      if (days.size >= REMEMBERED) days.clear();
      day = dateTimeFormat(time, { timeZone, format: 'YYYY-MM-DD' });
      days.set(quarter, day);
    }
    return day;
  };
}
