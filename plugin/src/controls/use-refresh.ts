import { useCallback, useEffect, useState } from 'react';
import { rangeUtil } from '@grafana/data';

/**
 * Counts refreshes: by hand, and every `interval` while the page is visible. One that fell due while it was hidden is
 * made up for as soon as it is seen again.
 * @param interval as `30s`; empty for never
 */
export const useRefresh = (interval: string, isVisible: boolean): { generation: number; refreshNow: () => void } => {
  const [{ generation, atMs }, setLast] = useState(() => ({ generation: 0, atMs: Date.now() }));
  const refreshNow = useCallback(() => {
    setLast((last) => ({ generation: last.generation + 1, atMs: Date.now() }));
  }, []);
  useEffect(() => {
    if (interval === '' || !isVisible) return;
    const dueMs = Math.max(0, atMs + rangeUtil.intervalToMs(interval) - Date.now());
    const timer = setTimeout(refreshNow, dueMs);
    return () => {
      clearTimeout(timer);
    };
  }, [interval, isVisible, atMs, refreshNow]);
  return { generation, refreshNow };
};
