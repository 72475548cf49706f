import { AppEvents, type AppEvent, type GrafanaTheme2 } from '@grafana/data';
import { css } from '@emotion/css';
import { getAppEvents } from '@grafana/runtime';
import { Alert, type AlertVariant, useStyles2 } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { Subscription } from 'rxjs';

interface Toast {
  readonly id: number;
  readonly severity: AlertVariant;
  readonly title: string;
  readonly text: string | undefined;
}

const EVENTS: readonly (readonly [AppEvent<unknown[]>, AlertVariant])[] = [
  [AppEvents.alertSuccess, 'success'],
  [AppEvents.alertInfo, 'info'],
  [AppEvents.alertWarning, 'warning'],
  [AppEvents.alertError, 'error'],
];
const SHOWN_MS = 5_000;

/** What pages announce through Grafana's events, for a few seconds each. */
export function Toasts() {
  const styles = useStyles2(getStyles);
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  useEffect(() => {
    const timers = new Set<number>();
    const listening = new Subscription();
    let count = 0;
    for (const [event, severity] of EVENTS) {
      const heard = getAppEvents()
        .getStream<{ type: string; payload: readonly (string | undefined)[] }>({ type: event.name } as never)
        .subscribe(({ payload: [title, text] }) => {
          const id = ++count;
          setToasts((shown) => [...shown, { id, severity, title: title ?? '', text }]);
          timers.add(
            window.setTimeout(() => {
              setToasts((shown) => shown.filter((one) => one.id !== id));
            }, SHOWN_MS),
          );
        });
      listening.add(heard);
    }
    return () => {
      listening.unsubscribe();
      for (const timer of timers) clearTimeout(timer);
    };
  }, []);
  return (
    <div className={styles} aria-live="polite">
      {toasts.map(({ id, severity, title, text }) => (
        <Alert key={id} severity={severity} title={title} elevated>
          {text}
        </Alert>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    position: 'fixed',
    top: theme.spacing(7),
    right: theme.spacing(2),
    width: 400,
    maxWidth: '90vw',
    zIndex: theme.zIndex.portal,
  });
