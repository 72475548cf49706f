import { setTimeout as wait } from 'node:timers/promises';

const PAUSE_MS = 5;

/** Resolves once a condition holds that nothing tells of; the test's own time is the bound. */
export const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await wait(PAUSE_MS);
};
