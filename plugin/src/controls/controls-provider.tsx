import React, { useMemo, type ReactNode } from 'react';
import { currentUser } from '../user';
import { go, here } from './location';
import { useSettings } from '../settings';
import { DEFAULT_REFRESH, evaluate, rawRangeOf, writeAddress } from './address';
import { ControlsContext, type Choice, type Controls } from './controls';
import { chooseDataSource, prometheusDataSources, rememberDataSource } from './data-sources';
import { useAddress } from './use-address';
import { useRefresh } from './use-refresh';
import { useVisibility } from './use-visibility';

const change = (part: Partial<Choice>): void => {
  const { pathname, search } = here();
  const changed = writeAddress(search, part);
  if (part.dataSource !== undefined) rememberDataSource(part.dataSource);
  if (changed !== new URLSearchParams(search).toString()) go({ pathname, search: `?${changed}` });
};

/** Gives the controls to all pages; the address of the page is where they are kept. */
export const ControlsProvider = ({ children }: { children: ReactNode }) => {
  const address = useAddress();
  const settings = useSettings();
  const isVisible = useVisibility();
  const refresh = address.refresh ?? DEFAULT_REFRESH;
  const { generation, refreshNow } = useRefresh(refresh, isVisible);
  const timeZone = address.timeZone ?? currentUser().timezone ?? 'browser';
  const rawRange = useMemo(() => rawRangeOf({ from: address.from, to: address.to }), [address.from, address.to]);
  // A relative range moves on with each generation.
  const range = useMemo(() => ({ generation, ...evaluate(rawRange, timeZone) }), [rawRange, timeZone, generation]);
  const dataSource = useMemo(
    () => chooseDataSource(prometheusDataSources(), address.dataSource, settings.dataSource),
    [address.dataSource, settings.dataSource],
  );
  const { jobs, instances } = address;
  const controls = useMemo<Controls>(
    () => ({
      range,
      rawRange,
      timeZone,
      refresh,
      dataSource,
      jobs,
      instances,
      generation,
      isVisible,
      change,
      refreshNow,
    }),
    [range, rawRange, timeZone, refresh, dataSource, jobs, instances, generation, isVisible, refreshNow],
  );
  return <ControlsContext.Provider value={controls}>{children}</ControlsContext.Provider>;
};
