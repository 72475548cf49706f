import { useEffect, useMemo, useState } from 'react';
import { locationService } from '@grafana/runtime';
import { useLocation } from 'react-router-dom';
import { controlParams } from '../links/control-params';
import { DEFAULT_RANGE, readAddress, writeAddress, type Address } from './address';

const isComplete = (search: string): boolean => {
  const { from, to } = readAddress(search);
  return from !== undefined && to !== undefined;
};

/** Adds what was chosen last, and a range if there was none. */
const completed = (search: string, last: string): string => {
  const params = new URLSearchParams(search);
  const before = [...new URLSearchParams(last)].filter(([name]) => !params.has(name));
  for (const [name, value] of before) params.append(name, value);
  const part = isComplete(params.toString()) ? {} : { rawRange: DEFAULT_RANGE };
  return `?${writeAddress(params.toString(), part)}`;
};

/**
 * What the address says. One that names no time range, as those of Grafana's menu, takes over all that was chosen last;
 * this is no step of the browser's history. So every step tells the whole, and going back shows what was seen.
 */
export const useAddress = (): Address => {
  const { pathname, search } = useLocation();
  const [last, setLast] = useState('');
  const effective = isComplete(search) ? search : completed(search, last);
  const chosen = controlParams(effective).toString();
  if (chosen !== last) setLast(chosen);
  useEffect(() => {
    if (effective !== search) locationService.replace({ pathname, search: effective });
  }, [pathname, search, effective]);
  return useMemo(() => readAddress(effective), [effective]);
};
