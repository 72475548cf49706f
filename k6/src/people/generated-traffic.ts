import type { Traffic } from './traffic.ts';

/** How real people chat. Written by `npm run generate` from the trace, so its shape is known. */
export const traffic = JSON.parse(open(import.meta.resolve('../../generated/traffic.json'))) as Traffic;
