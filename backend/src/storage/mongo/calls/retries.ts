import { setTimeout as wait } from 'node:timers/promises';

const FIRST_MS = 2;
const LONGEST_MS = 200;

/** Waits before another try: full jitter below a bound that doubles with each. @param attempt from 0 */
export const backOff = async (attempt: number): Promise<void> => {
  await wait(Math.random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt));
};
