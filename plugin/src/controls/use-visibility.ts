import { useSyncExternalStore } from 'react';

const subscribe = (changed: () => void): (() => void) => {
  document.addEventListener('visibilitychange', changed);
  return () => {
    document.removeEventListener('visibilitychange', changed);
  };
};

/** Whether the browser's tab can be seen. */
export const useVisibility = (): boolean =>
  useSyncExternalStore(subscribe, () => document.visibilityState === 'visible');
