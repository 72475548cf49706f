import { useEffect, useState } from 'react';
import type { DrawnDashboard } from '@chatwatch/dashboards/browser';

/** The promise that each message's time is held against. */
const OBJECTIVE = 'message-delivery-time';

/** What the objective allows a delivery, in milliseconds, by a dashboard that draws it; undefined where none does. */
export function deliveryBoundMs({ rows }: DrawnDashboard): number | undefined {
  const panels = rows.flatMap((row) => row.panels);
  const limit = panels.find((panel) => panel.limit?.objective === OBJECTIVE)?.limit;
  return limit === undefined ? undefined : limit.value * 1_000;
}

/** The same, once the dashboard is loaded; messages are shown before. */
export function useDeliveryBound(): number | undefined {
  const [boundMs, setBoundMs] = useState<number>();
  useEffect(() => {
    void import('../../../generated/dashboards/realtime').then(({ realtime }) => {
      setBoundMs(deliveryBoundMs(realtime));
    });
  }, []);
  return boundMs;
}
