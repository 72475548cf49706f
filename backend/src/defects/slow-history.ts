import { setTimeout as wait } from 'node:timers/promises';
import { boundsOn } from '../monitoring/bounds.js';
import { type Defect, replacing } from './defect.js';

/** How many times longer than the objective allows. */
const FACTOR = 2;

/** Where no objective says what is slow. */
const LONGEST_MS = 1_000;

/** Pages of history come late, also those that are in memory; the database is as fast as ever. */
export const slowHistory: Defect = {
  does: 'every page of history takes twice as long as a response may',
  breaks: 'api-response-time',
  wrapping: (objectives) => {
    const bound = boundsOn(objectives, 'http_request_duration_seconds').lowestSeconds;
    const delayMs = Math.min(bound * 1000 * FACTOR, LONGEST_MS);
    return {
      messages: (messages) =>
        replacing(messages, {
          history: async (actor, query) => {
            await wait(delayMs);
            return messages.history(actor, query);
          },
          // What is given at once would not be late.
          peekHistory: () => undefined,
        }),
    };
  },
};
