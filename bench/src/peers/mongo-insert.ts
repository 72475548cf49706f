/**
 * Durable sends on MongoDB, each message with requests of its own and the write concern of the service. Its arguments
 * are a folder that it does not need, the address of the database, and how a message is stored:
 * - `insert`: one `insertOne` without a number;
 * - `counter`: `$inc` of the channel's counter, then `insertOne` with the number; a process that ends in between leaves
 *   a hole;
 * - `transaction`: both in one transaction, which leaves none. One at a time in a process: hundreds at once on one counter
 *   are in each other's way until hardly any gets through (less than one a second was measured).
 */
import { createServer } from 'node:http';
import { type ClientSession, MongoClient } from 'mongodb';
import { WebSocketServer } from 'ws';
import { listen } from './listen.js';
import { type SentFrame, speak } from './protocol.js';

const [, url = '', way = 'insert'] = process.argv.slice(2);

interface Message {
  readonly _id: { readonly authorId: string; readonly clientId: string };
  readonly channelId: string;
  readonly seq?: number;
  readonly content: string;
  readonly createdAt: number;
}

const client = new MongoClient(url, { writeConcern: { w: 'majority', journal: true } });
await client.connect();
const messages = client.db().collection<Message>('messages');
const counters = client.db().collection<{ _id: string; seq: number }>('counters');
// What history is read by, with numbers and without.
const order = way === 'insert' ? { createdAt: -1 as const } : { seq: -1 as const };
await messages.createIndexes([{ key: { channelId: 1, ...order }, unique: way !== 'insert' }]);

const toMessage = ({ channelId, clientId, content }: SentFrame): Message => ({
  _id: { authorId: 'one', clientId },
  channelId,
  content,
  createdAt: Date.now(),
});

const numbered = async (frame: SentFrame, session?: ClientSession): Promise<number> => {
  const options = { upsert: true, returnDocument: 'after', ...(session ? { session } : {}) } as const;
  const counter = await counters.findOneAndUpdate({ _id: frame.channelId }, { $inc: { seq: 1 } }, options);
  const seq = counter?.seq ?? 0;
  await messages.insertOne({ ...toMessage(frame), seq }, session ? { session } : {});
  return seq;
};

let queue: Promise<unknown> = Promise.resolve();

const ways: Readonly<Record<string, (frame: SentFrame) => Promise<number>>> = {
  insert: async (frame) => {
    await messages.insertOne(toMessage(frame));
    return 1;
  },
  counter: (frame) => numbered(frame),
  transaction: (frame) => {
    const stored = queue.then(() =>
      client.withSession((session) => session.withTransaction((current) => numbered(frame, current))),
    );
    queue = stored;
    return stored;
  },
};

const server = createServer();
const webSockets = new WebSocketServer({ server });
webSockets.on('connection', (webSocket) => {
  speak({
    webSocket,
    onSend: (frame) => {
      void store(frame).then((seq) => {
        const { id, channelId, clientId } = frame;
        const createdAt = new Date().toISOString();
        webSocket.send(JSON.stringify({ type: 'ack', id, channelId, clientId, seq, createdAt, duplicate: false }));
      });
    },
  });
});

/** What fails ends the process, and the bench with it: nothing that was not stored is counted. */
const store = (frame: SentFrame): Promise<number> => {
  const run = ways[way];
  if (run === undefined) throw new TypeError(`there is no way ${way}`);
  return run(frame);
};

await listen(server);
