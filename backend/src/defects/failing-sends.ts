import { type Defect, replacing } from './defect.js';

/** One send of so many fails. */
const EVERY = 3;

/** Sends fail as through a bug: nothing is stored, and the sender is told of an internal error. */
export const failingSends: Defect = {
  does: `one send of ${EVERY} fails with an internal error and is not stored`,
  breaks: 'error-rate',
  wrapping: () => ({
    store: (store) => {
      let sends = 0;
      const messages = replacing(store.messages, {
        append: async (message) => {
          sends += 1;
          if (sends % EVERY === 0) throw new Error('the defect failing-sends is switched on');
          return store.messages.append(message);
        },
      });
      return replacing(store, { messages });
    },
  }),
};
