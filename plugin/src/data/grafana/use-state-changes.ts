import { useEffect, useState } from 'react';
import { useControls } from '../../controls';
import { fetchStateChanges, type StateChange } from './state-changes';

/** What Grafana noted of its alerts in the time range; empty where it keeps nothing, or does not tell. */
export const useStateChanges = (): readonly StateChange[] => {
  const { range, isVisible } = useControls();
  const [changes, setChanges] = useState<readonly StateChange[]>([]);
  const fromMs = range.from.valueOf();
  const toMs = range.to.valueOf();
  useEffect(() => {
    if (!isVisible) return;
    const given = new AbortController();
    const { signal } = given;
    fetchStateChanges({ fromMs, toMs }, signal).then(
      (known) => {
        if (!signal.aborted) setChanges(known);
      },
      () => {
        // The rules themselves tell what is active now, and since when.
        if (!signal.aborted) setChanges([]);
      },
    );
    return () => {
      given.abort();
    };
  }, [fromMs, toMs, isVisible]);
  return changes;
};
