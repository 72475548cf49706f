import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChatError } from '../errors.js';
import type { LogFrame } from '../protocol/frames.js';
import type { HistoryPage } from '../protocol/resources.js';
import { RestClient } from '../rest/rest-client.js';
import { deletedFrame, historyPage, messageFrame, updatedFrame } from '../testing/factories.js';
import { FakeClock } from '../testing/fake-clock.js';
import { fakeFetch, json } from '../testing/fake-fetch.js';
import { FakeServer, type FakePeer } from '../testing/fake-server.js';
import { Queue } from '../testing/queue.js';
import { ChatClient } from './chat-client.js';
import type { ChatEvents } from './events.js';
import type { ChatClientOptions } from './options.js';
import type { SubscribeOptions } from './subscription.js';

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
function newClient(options: Partial<ChatClientOptions> = {}): void {
  client = new ChatClient({ url: server.url, token: 'token', random: () => 0, ...options });
}

async function connected(options?: Partial<ChatClientOptions>): Promise<FakePeer> {
  newClient(options);
  const ready = client.connect();
  const peer = await server.accepted();
  await ready;
  return peer;
}

function subscribe(options: Partial<SubscribeOptions> = {}) {
  const entries = new Queue<LogFrame>();
  const resets = new Queue<HistoryPage>();
  const subscription = client.subscribe('c1', {
    onEntry: (entry) => {
      entries.push(entry);
    },
    onReset: (page) => {
      resets.push(page);
    },
    ...options,
  });
  const seqs = async (count: number) => {
    const seen: number[] = [];
    while (seen.length < count) seen.push((await entries.next()).seq);
    return seen;
  };
  return { subscription, resets, seqs };
}

function once<Name extends keyof ChatEvents>(name: Name): Promise<ChatEvents[Name]> {
  return new Promise((resolve) => {
    const stop = client.on(name, (value) => {
      stop();
      resolve(value);
    });
  });
}

describe('ChatClient receives', () => {
  it('every entry once and in order over a reconnect', async () => {
    const first = await connected();
    const { subscription, seqs } = subscribe();
    expect(await first.subscribed({ head: 4 })).not.toHaveProperty('afterSeq');
    first.send(messageFrame(5), updatedFrame(6, 5));
    expect(await seqs(2)).toEqual([5, 6]);

    first.terminate();
    const second = await server.accepted();
    expect(await second.subscribed({ head: 8, missed: 2 })).toMatchObject({ afterSeq: 6 });
    second.send(messageFrame(6), messageFrame(7), deletedFrame(8, 7), messageFrame(9));
    expect(await seqs(3)).toEqual([7, 8, 9]);
    expect(subscription.seq).toBe(9);
    expect(client.stats).toMatchObject({ received: 5, duplicates: 1, gaps: 0, reconnects: 1, recovered: 1 });
  });

  it('what a hole in the numbers kept back', async () => {
    const peer = await connected();
    const { seqs } = subscribe({ afterSeq: 1 });
    await peer.subscribed();
    peer.send(messageFrame(2), messageFrame(4));
    await peer.next('unsubscribe');
    expect(await peer.subscribed({ head: 4, missed: 2 })).toMatchObject({ afterSeq: 2 });
    peer.send(messageFrame(3), messageFrame(4));
    expect(await seqs(3)).toEqual([2, 3, 4]);
    expect(client.stats.gaps).toBe(1);
  });

  it('a page of history when it was away for too long, and goes on after its head', async () => {
    const { fetch, requests } = fakeFetch(json(200, historyPage(2_500)));
    const peer = await connected({ history: new RestClient({ baseUrl: 'http://chat', fetch }) });
    const { resets, seqs } = subscribe({ afterSeq: 3 });
    await peer.subscribed({ head: 2_400, recovered: false });
    await peer.next('unsubscribe');
    expect(await resets.next()).toEqual(historyPage(2_500));
    expect(requests.map(({ url }) => url)).toEqual(['http://chat/api/channels/c1/messages']);
    expect(await peer.subscribed()).toMatchObject({ afterSeq: 2_500 });
    peer.send(messageFrame(2_501));
    expect(await seqs(1)).toEqual([2_501]);
    expect(client.stats.notRecovered).toBe(1);
  });

  it('the entries after one whose handler threw, and tells of the error', async () => {
    const peer = await connected();
    const failure = new Error('the view is broken');
    const seen: number[] = [];
    const told = once('error');
    subscribe({
      onEntry: ({ seq }) => {
        seen.push(seq);
        if (seq === 1) throw failure;
      },
    });
    await peer.subscribed();
    const later = once('presence');
    peer.send(messageFrame(1), messageFrame(2));
    peer.send({ type: 'presence', userId: 'u2', status: 'away', lastSeenAt: null });
    expect(await told).toBe(failure);
    expect(await later).toMatchObject({ userId: 'u2', status: 'away' });
    expect(seen).toEqual([1, 2]);
  });

  it('no more once the server ended the subscription, which it tells', async () => {
    const peer = await connected();
    const ended = new Promise<ChatError>((resolve) => {
      subscribe({ onEnd: resolve });
    });
    await peer.subscribed();
    peer.send({ type: 'unsubscribed', channelId: 'c1' });
    expect(await ended).toMatchObject({ code: 'subscription_ended' });
  });

  it('who types, by the subscription and the event', async () => {
    const peer = await connected();
    const told = new Promise<string>((resolve) => {
      subscribe({ onTyping: resolve });
    });
    const event = once('typing');
    await peer.subscribed();
    peer.send({ type: 'typing', channelId: 'c1', userId: 'u2' });
    expect(await told).toBe('u2');
    expect(await event).toMatchObject({ channelId: 'c1', userId: 'u2' });
  });

  it('frames of a later version without harm', async () => {
    const peer = await connected();
    const { seqs } = subscribe();
    await peer.subscribed();
    peer.sendText('{"type":"reaction","channelId":"c1"}');
    peer.send(messageFrame(1));
    expect(await seqs(1)).toEqual([1]);
  });
});

describe('ChatClient sends', () => {
  it('again with the same clientId when the acknowledgement was lost', async () => {
    const first = await connected();
    const sent = client.send('c1', 'hello');
    const { clientId } = await first.next('send');
    first.terminate();
    const second = await server.accepted();
    expect(await second.acknowledge(7, true)).toMatchObject({ clientId, content: 'hello' });
    expect(await sent).toMatchObject({ seq: 7, duplicate: true, clientId });
    expect(client.stats.resent).toBe(1);
  });

  it('what was under way before what was asked for since', async () => {
    const first = await connected();
    const before = [client.send('c1', 'a'), client.send('c1', 'b')];
    await first.next('send');
    await first.next('send');
    first.terminate();
    await once('disconnected');
    const since = client.send('c1', 'c');
    const second = await server.accepted();
    const contents = [1, 2, 3].map(async (seq) => (await second.acknowledge(seq)).content);
    expect(await Promise.all(contents)).toEqual(['a', 'b', 'c']);
    expect(await Promise.all([...before, since])).toMatchObject([{ seq: 1 }, { seq: 2 }, { seq: 3 }]);
  });

  it('again after a refusal that passes', async () => {
    const peer = await connected();
    const sent = client.send('c1', 'hello', { clientId: 'mine', fileIds: ['f1'] });
    const { id } = await peer.next('send');
    peer.send({ type: 'error', id, code: 'unavailable', message: 'busy', retryable: true });
    expect(await peer.acknowledge(3)).toMatchObject({ clientId: 'mine', fileIds: ['f1'] });
    expect(await sent).toMatchObject({ seq: 3 });
  });

  it('edits and deletions', async () => {
    const peer = await connected();
    const edited = client.edit('c1', 3, 'better');
    const deleted = client.delete('c1', 3);
    const edit = await peer.next('edit');
    expect(edit).toMatchObject({ channelId: 'c1', seq: 3, content: 'better' });
    peer.send({ type: 'ack', id: edit.id, channelId: 'c1', seq: 4, target: 3 });
    const { id } = await peer.next('delete');
    peer.send({ type: 'error', id, code: 'forbidden', message: 'not yours', retryable: false });
    expect(await edited).toMatchObject({ seq: 4, target: 3 });
    await expect(deleted).rejects.toMatchObject({ code: 'forbidden', detail: 'not yours' });
  });

  it('typing and status, and tells of their refusal', async () => {
    const peer = await connected();
    client.typing('c1');
    client.setStatus('busy');
    expect(await peer.next('typing')).toEqual({ type: 'typing', channelId: 'c1' });
    expect(await peer.next('status')).toEqual({ type: 'status', status: 'busy' });
    const told = once('error');
    peer.send({ type: 'error', code: 'forbidden', message: 'read-only', retryable: false });
    expect(await told).toMatchObject({ code: 'forbidden' });
  });

  it('receipts of live messages, not of resumed ones', async () => {
    const deliveries: number[] = [];
    const peer = await connected({
      receiptIntervalMs: 1,
      onDelivery: (_deliveryMs, { seq }) => {
        deliveries.push(seq);
      },
    });
    subscribe({ afterSeq: 1 });
    await peer.subscribed({ head: 2, missed: 1 });
    peer.send(messageFrame(2), messageFrame(3));
    const { samples } = await peer.next('receipts');
    expect(samples).toHaveLength(1);
    expect(deliveries).toEqual([3]);
  });
});

describe('ChatClient connects', () => {
  it('through its states, told after what brought them', async () => {
    newClient();
    const told: string[] = [];
    for (const name of ['ready', 'disconnected', 'closed'] as const) client.on(name, () => told.push(name));
    client.on('state', (state) => told.push(`state ${state}`));
    expect(client.state).toBe('closed');
    const ready = client.connect();
    const first = await server.accepted();
    expect(await ready).toBe(await client.connect());
    first.terminate();
    await once('disconnected');
    await server.accepted();
    await once('ready');
    client.close();
    const start = ['state connecting', 'ready', 'state ready'];
    expect(told).toEqual([...start, 'disconnected', 'state disconnected', ...start, 'closed', 'state closed']);
  });

  it('again after the time that a draining server told', async () => {
    const clock = new FakeClock();
    const peer = await connected({ clock });
    const draining = once('draining');
    const disconnected = once('disconnected');
    peer.send({ type: 'draining', reconnectAfterMs: 2_000 });
    expect(await draining).toMatchObject({ reconnectAfterMs: 2_000 });
    peer.close(4006, 'shutting down');
    expect(await disconnected).toMatchObject({ code: 4006, retryInMs: 2_000 });
    clock.advance(1_999);
    expect(client.state).toBe('disconnected');
    clock.advance(1);
    await server.accepted();
  });

  it('not again after a final code, and rejects what waits', async () => {
    const peer = await connected();
    const sent = client.send('c1', 'hello');
    const closed = once('closed');
    peer.close(4007, 'token expired');
    expect(await closed).toMatchObject({ closeCode: 4007 });
    await expect(sent).rejects.toMatchObject({ code: 'closed', closeCode: 4007 });
    await expect(client.send('c1', 'again')).rejects.toMatchObject({ closeCode: 4007 });
  });

  it('anew from a listener of the close, where its subscriptions stood', async () => {
    const first = await connected();
    const { seqs } = subscribe({ afterSeq: 1 });
    await first.subscribed();
    first.send(messageFrame(2));
    await seqs(1);
    const again = new Promise((resolve, reject) => {
      const stop = client.on('closed', () => {
        stop();
        client.connect().then(resolve, reject);
      });
    });
    first.close(4001, 'sign in again');
    const second = await server.accepted();
    await again;
    expect(await second.subscribed()).toMatchObject({ afterSeq: 2 });
  });

  it('not at all when it is closed before, and says so to all that wait', async () => {
    newClient();
    const sent = client.send('c1', 'hello');
    const ready = client.connect();
    client.close();
    await expect(ready).rejects.toMatchObject({ name: 'ChatClosedError', closeCode: undefined });
    await expect(sent).rejects.toMatchObject({ name: 'ChatClosedError' });
  });

  it('with the ticket rather than the token, or with neither', async () => {
    newClient({ ticket: () => 'once' });
    void client.connect();
    expect(await (await server.connection()).accept()).toEqual({ type: 'hello', protocol: 1, ticket: 'once' });
    client.close();
    client = new ChatClient({ url: server.url });
    void client.connect();
    expect(await (await server.connection()).accept()).toEqual({ type: 'hello', protocol: 1 });
  });
});
