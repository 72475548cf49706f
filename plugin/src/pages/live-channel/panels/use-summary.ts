import { useEffect, useState } from 'react';
import type { DeliverySummary } from '../delivery/delivery-meter';
import type { LiveChannel } from '../live-channel';

/** Numbers that change faster cannot be read. */
const EVERY_MS = 1_000;

/** What was measured, once a second while the page can be seen. `edges` are of buckets, in seconds. */
export function useSummary(live: LiveChannel, edges: readonly number[], isVisible: boolean): DeliverySummary {
  const [summary, setSummary] = useState(() => live.meter.summary(edges));
  useEffect(() => {
    if (!isVisible) return;
    const look = () => {
      setSummary(live.meter.summary(edges));
    };
    look();
    const timer = setInterval(look, EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, [live, edges, isVisible]);
  return summary;
}
