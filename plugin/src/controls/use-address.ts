import { useEffect, useMemo, useRef } from 'react';
import { locationService } from '@grafana/runtime';
import { useLocation } from 'react-router-dom';
import { controlParams } from '../links/control-params';
import { DEFAULT_RANGE, readAddress, writeAddress, type Address } from './address';

/**
 * What the address says. One that names no time range, as those of Grafana's menu, takes over all that was chosen last;
 * this is no step of the browser's history. So every step tells the whole, and going back shows what was seen.
 */
export const useAddress = (): Address => {
  const { pathname, search } = useLocation();
  const last = useRef('');
  const address = useMemo(() => readAddress(search), [search]);
  const isComplete = address.from !== undefined && address.to !== undefined;
  const effective = useMemo(() => (isComplete ? search : completed(search, last.current)), [isComplete, search]);
  useEffect(() => {
    last.current = controlParams(effective).toString();
    if (effective !== search) locationService.replace({ pathname, search: effective });
  }, [pathname, search, effective]);
  return useMemo(() => readAddress(effective), [effective]);
};

const completed = (search: string, last: string): string => {
  const params = new URLSearchParams(search);
  const before = new URLSearchParams(last);
  for (const name of new Set(before.keys())) {
    if (params.has(name)) continue;
    for (const value of before.getAll(name)) params.append(name, value);
  }
  const { from, to } = readAddress(params.toString());
  const range = from === undefined || to === undefined ? { rawRange: DEFAULT_RANGE } : {};
  return `?${writeAddress(params.toString(), range)}`;
};
