import { append, createRoom, newId } from './fixtures.js';
import type { Store } from '../store.js';

const IN_FLIGHT = 100;

/**
 * The work of a process to be killed: keeps 100 appends to one channel in flight and prints the channel's id, then one
 * line for each acknowledged append, `<seq> <client id>`, before it sends the next. Never resolves.
 */
export const appendForEver = async (store: Store): Promise<void> => {
  const room = await createRoom(store);
  process.stdout.write(`${room.channelId}\n`);
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      for (;;) {
        const clientId = newId();
        const { seq } = await append(room, { clientId, content: clientId });
        process.stdout.write(`${seq} ${clientId}\n`);
      }
    }),
  );
};
