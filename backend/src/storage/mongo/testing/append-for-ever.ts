import { append, createRoom, newId } from '../../contract/fixtures.js';
import { openMongoStore } from '../index.js';

/**
 * A process to kill: keeps 100 appends to one channel in flight and prints the channel's id, then one line for each
 * acknowledged append, `<seq> <client id>`, before it sends the next.
 */
const [, , url] = process.argv;
if (url === undefined) throw new Error('usage: append-for-ever.js <url>');

const store = await openMongoStore({ url });
const room = await createRoom(store);
process.stdout.write(`${room.channelId}\n`);

await Promise.all(
  Array.from({ length: 100 }, async () => {
    for (;;) {
      const clientId = newId();
      const { seq } = await append(room, { clientId, content: clientId });
      process.stdout.write(`${seq} ${clientId}\n`);
    }
  }),
);
