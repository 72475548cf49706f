import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LogFrame } from '../protocol/frames.js';
import { FakeServer } from '../testing/fake-server.js';
import { deletedFrame, messageFrame, updatedFrame } from '../testing/factories.js';
import { Queue } from '../testing/queue.js';
import { ChatClient } from './chat-client.js';
import type { ChatClientOptions } from './options.js';

let server: FakeServer;
let client: ChatClient;

beforeEach(async () => {
  server = await FakeServer.start();
});

afterEach(async () => {
  client.close();
  await server.close();
});

/** Reconnects at once: full jitter with a random number of 0 is no pause. */
function newClient(options: Partial<ChatClientOptions> = {}): ChatClient {
  client = new ChatClient({ url: server.url, token: 'token', random: () => 0, ...options });
  return client;
}

describe('ChatClient', () => {
  it('delivers entries once and in order over a reconnect', async () => {
    newClient();
    const entries = new Queue<LogFrame>();
    const subscription = client.subscribe('c1', {
      onEntry: (entry) => {
        entries.push(entry);
      },
    });
    const connected = client.connect();
    const first = await server.accepted();
    await connected;
    expect(await first.subscribed({ head: 4 })).not.toHaveProperty('afterSeq');
    first.send(messageFrame(5), updatedFrame(6, 5));
    expect([await entries.next(), await entries.next()]).toMatchObject([
      { seq: 5 },
      { seq: 6, type: 'message_updated' },
    ]);

    first.terminate();
    const second = await server.accepted();
    expect(await second.subscribed({ head: 8, missed: 2 })).toMatchObject({ afterSeq: 6 });
    second.send(messageFrame(6), messageFrame(7), deletedFrame(8, 7), messageFrame(9));
    expect([await entries.next(), await entries.next(), await entries.next()]).toMatchObject([
      { seq: 7 },
      { seq: 8 },
      { seq: 9 },
    ]);
    expect(subscription.seq).toBe(9);
    expect(client.stats).toMatchObject({ received: 5, duplicates: 1, gaps: 0, reconnects: 1, recovered: 1 });
  });

  it('repeats a send whose acknowledgement was lost with the same clientId', async () => {
    newClient();
    void client.connect();
    const first = await server.accepted();
    const sent = client.send('c1', 'hello');
    const { clientId } = await first.next('send');
    first.terminate();
    const second = await server.accepted();
    expect(await second.acknowledge(7, true)).toMatchObject({ clientId, content: 'hello' });
    expect(await sent).toMatchObject({ seq: 7, duplicate: true, clientId });
    expect(client.stats.resent).toBe(1);
  });
});
