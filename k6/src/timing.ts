import { setTimeout } from 'k6/timers';

/** Waits until a moment, epoch milliseconds; not at all when it is over. */
export function until(atMs: number): Promise<void> {
  const delayMs = atMs - Date.now();
  if (delayMs <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs);
  });
}
