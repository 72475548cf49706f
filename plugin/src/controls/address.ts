import { dateMath, dateTime, rangeUtil, type RawTimeRange, type TimeRange } from '@grafana/data';
import { CONTROL_PARAMS } from '../links/control-params';
import type { Choice } from './controls';

/** What an address says; what it does not say is undefined. */
export interface Address {
  from: string | undefined;
  to: string | undefined;
  timeZone: string | undefined;
  refresh: string | undefined;
  dataSource: string | undefined;
  jobs: readonly string[];
  instances: readonly string[];
}

/** How dashboards write that all values are chosen. */
const ALL = '$__all';

const several = (params: URLSearchParams, name: string): readonly string[] => {
  const values = params.getAll(name).filter((value) => value !== '');
  return values.includes(ALL) ? [] : [...new Set(values)];
};

const one = (params: URLSearchParams, name: string): string | undefined => params.get(name) ?? undefined;

const filled = (params: URLSearchParams, name: string): string | undefined => {
  const text = one(params, name);
  return text === '' ? undefined : text;
};

const isTime = (text: string): boolean =>
  text.includes('now') ? dateMath.isValid(text) : text !== '' && toMoment(text).isValid();

/** Milliseconds, or ISO 8601 as newer dashboards write it. */
const toMoment = (text: string) => dateTime(/^\d+$/.test(text) ? Number(text) : Date.parse(text));

const timeOf = (params: URLSearchParams, name: string): string | undefined => {
  const text = one(params, name);
  return text !== undefined && isTime(text) ? text : undefined;
};

/** Reads an address; what makes no sense in it counts as not said. */
export const readAddress = (search: string): Address => {
  const params = new URLSearchParams(search);
  const refresh = one(params, CONTROL_PARAMS.refresh);
  return {
    from: timeOf(params, CONTROL_PARAMS.from),
    to: timeOf(params, CONTROL_PARAMS.to),
    timeZone: filled(params, CONTROL_PARAMS.timeZone),
    refresh: refresh === '' || (refresh !== undefined && rangeUtil.isValidTimeSpan(refresh)) ? refresh : undefined,
    dataSource: filled(params, CONTROL_PARAMS.dataSource),
    jobs: several(params, CONTROL_PARAMS.job),
    instances: several(params, CONTROL_PARAMS.instance),
  };
};

const timeText = (time: RawTimeRange['from']): string => (typeof time === 'string' ? time : String(time.valueOf()));

/** The address with a part of it chosen anew; what belongs to the page stays. */
export const writeAddress = (search: string, part: Partial<Choice>): string => {
  const params = new URLSearchParams(search);
  const set = (name: string, value: string | undefined): void => {
    if (value === undefined) params.delete(name);
    else params.set(name, value);
  };
  const setAll = (name: string, values: readonly string[]): void => {
    params.delete(name);
    for (const value of values) params.append(name, value);
  };
  if (part.rawRange) {
    set(CONTROL_PARAMS.from, timeText(part.rawRange.from));
    set(CONTROL_PARAMS.to, timeText(part.rawRange.to));
  }
  if (part.timeZone !== undefined) set(CONTROL_PARAMS.timeZone, part.timeZone);
  if (part.refresh !== undefined) set(CONTROL_PARAMS.refresh, part.refresh);
  if ('dataSource' in part) set(CONTROL_PARAMS.dataSource, part.dataSource);
  if (part.jobs) setAll(CONTROL_PARAMS.job, part.jobs);
  if (part.instances) setAll(CONTROL_PARAMS.instance, part.instances);
  return params.toString();
};

/** Until someone chooses: recent enough to see what happens, long enough to see when it began. */
export const DEFAULT_RANGE = { from: 'now-1h', to: 'now' };

/** As the dashboards do. */
export const DEFAULT_REFRESH = '30s';

/** The times of an address; a range that ends before it begins is none. */
export const rawRangeOf = ({ from, to }: Pick<Address, 'from' | 'to'>): RawTimeRange => {
  if (from === undefined || to === undefined) return DEFAULT_RANGE;
  const raw = { from: rawTime(from), to: rawTime(to) };
  const { from: start, to: end } = rangeUtil.convertRawToRange(raw);
  return start.isBefore(end) ? raw : DEFAULT_RANGE;
};

const rawTime = (text: string): RawTimeRange['from'] => (text.includes('now') ? text : toMoment(text));

/** The range as it is at this moment. */
export const evaluate = (raw: RawTimeRange, timeZone: string): TimeRange => {
  const { from, to } = rangeUtil.convertRawToRange(raw, timeZone);
  return { from, to, raw };
};
