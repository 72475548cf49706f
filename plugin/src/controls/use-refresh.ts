import { useCallback, useEffect, useRef, useState } from 'react';
import { rangeUtil } from '@grafana/data';

/**
 * Counts refreshes: by hand, and every `interval` while the page is visible. One that fell due while it was hidden is
 * made up for as soon as it is seen again.
 * @param interval as `30s`; empty for never
 */
export const useRefresh = (interval: string, isVisible: boolean): { generation: number; refreshNow: () => void } => {
  const [generation, setGeneration] = useState(0);
  const refreshedAt = useRef(Date.now());
  const refreshNow = useCallback(() => {
    refreshedAt.current = Date.now();
    setGeneration((count) => count + 1);
  }, []);
  useEffect(() => {
    if (interval === '' || !isVisible) return;
    const everyMs = rangeUtil.intervalToMs(interval);
    const dueMs = Math.max(0, refreshedAt.current + everyMs - Date.now());
    const timer = setTimeout(refreshNow, dueMs);
    return () => {
      clearTimeout(timer);
    };
  }, [interval, isVisible, generation, refreshNow]);
  return { generation, refreshNow };
};
