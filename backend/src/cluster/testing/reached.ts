import type { Bus, BusState } from '../bus.js';

/** Resolves once the bus is in the state. */
export const reached = (bus: Bus, state: BusState): Promise<void> =>
  new Promise((resolve) => {
    if (bus.state === state) {
      resolve();
      return;
    }
    const stop = bus.onState((now) => {
      if (now !== state) return;
      stop();
      resolve();
    });
  });
