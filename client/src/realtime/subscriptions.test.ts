import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ChatApiError, type ChatError } from '../errors.js';
import type { LogFrame } from '../protocol/frames.js';
import type { HistoryPage } from '../protocol/resources.js';
import type { HistorySource } from '../rest/rest-client.js';
import { historyPage, messageFrame } from '../testing/factories.js';
import { FakeClock } from '../testing/fake-clock.js';
import { FakeTransport } from '../testing/fake-transport.js';
import { Queue } from '../testing/queue.js';
import { newStats, type ChatStats } from './stats.js';
import type { SubscribeOptions } from './subscription.js';
import { Subscriptions } from './subscriptions.js';

let clock: FakeClock;
let transport: FakeTransport;
let stats: ChatStats;
let reports: Queue<unknown>;
let seen: number[];
let resets: Queue<HistoryPage>;
let ends: Queue<ChatError>;

beforeEach(() => {
  clock = new FakeClock();
  transport = new FakeTransport();
  stats = newStats();
  reports = new Queue();
  seen = [];
  resets = new Queue();
  ends = new Queue();
});

function setUp(history?: HistorySource['history']) {
  const report = (error: unknown) => {
    reports.push(error);
  };
  const backoff = { baseMs: 200, capMs: 10_000 };
  const context = { transport, clock, stats, report, backoff, random: () => 1, requestTimeoutMs: 30_000 };
  return new Subscriptions(history === undefined ? context : { ...context, history: { history } });
}

function subscribe(subscriptions: Subscriptions, options: Partial<SubscribeOptions> = {}) {
  return subscriptions.add('c1', {
    onEntry: (entry: LogFrame) => seen.push(entry.seq),
    onReset: (page) => {
      resets.push(page);
    },
    onEnd: (error) => {
      ends.push(error);
    },
    ...options,
  });
}

/** The last subscribe that was sent. */
function asked() {
  const frame = transport.take('subscribe').at(-1);
  if (frame === undefined) throw new Error('no subscribe was sent');
  return frame;
}

function answer(subscriptions: Subscriptions, fields: { head: number; recovered?: boolean; missed?: number }) {
  const { id, channelId, afterSeq } = asked();
  subscriptions.subscribed({ type: 'subscribed', id, channelId, recovered: true, missed: 0, ...fields });
  return afterSeq;
}

function refuse(subscriptions: Subscriptions, code: string, retryable = false) {
  const { id } = asked();
  return subscriptions.refused({ type: 'error', id, code, message: 'no', retryable });
}

/** Refuses the position as often as told, each time after the pause. */
function refusePosition(subscriptions: Subscriptions, times: number) {
  for (let refusal = 0; refusal < times; refusal++) {
    refuse(subscriptions, 'bad_request');
    clock.advance(10_000);
  }
}

describe('Subscriptions', () => {
  it('begins at the head when no position was given', () => {
    const subscriptions = setUp();
    const subscription = subscribe(subscriptions);
    expect(answer(subscriptions, { head: 9 })).toBeUndefined();
    expect(subscription).toMatchObject({ seq: 9, isLive: true });
    expect(stats.recovered).toBe(0);
  });

  it('tells live entries from those that were missed', () => {
    const subscriptions = setUp();
    const onEntry = jest.fn<SubscribeOptions['onEntry']>();
    subscribe(subscriptions, { afterSeq: 3, onEntry });
    expect(answer(subscriptions, { head: 5, missed: 2 })).toBe(3);
    const areLive = [4, 5, 6].map((seq) => subscriptions.entry(messageFrame(seq)));
    expect(areLive).toEqual([false, false, true]);
    expect(onEntry.mock.calls.map(([, isLive]) => isLive)).toEqual(areLive);
  });

  it('drops and counts an entry that came before', () => {
    const subscriptions = setUp();
    subscribe(subscriptions, { afterSeq: 3 });
    answer(subscriptions, { head: 3 });
    for (const seq of [4, 4, 3, 5]) subscriptions.entry(messageFrame(seq));
    expect(seen).toEqual([4, 5]);
    expect(stats).toMatchObject({ received: 2, duplicates: 2 });
  });

  it('passes over entries of other channels and before the answer', () => {
    const subscriptions = setUp();
    subscribe(subscriptions, { afterSeq: 3 });
    subscriptions.entry(messageFrame(4));
    subscriptions.entry(messageFrame(4, { channelId: 'c2' }));
    expect(seen).toEqual([]);
    expect(stats).toMatchObject({ received: 0, gaps: 0, duplicates: 0 });
  });

  it('resumes from before a gap and hands on nothing until then', () => {
    const subscriptions = setUp();
    subscribe(subscriptions, { afterSeq: 3 });
    answer(subscriptions, { head: 3 });
    for (const seq of [4, 6, 7]) subscriptions.entry(messageFrame(seq));
    expect(seen).toEqual([4]);
    expect(transport.sent.map(({ type }) => type)).toEqual(['unsubscribe', 'subscribe']);
    expect(answer(subscriptions, { head: 7, missed: 3 })).toBe(4);
    for (const seq of [5, 6, 7]) subscriptions.entry(messageFrame(seq));
    expect(seen).toEqual([4, 5, 6, 7]);
    expect(stats).toMatchObject({ gaps: 1, received: 4 });
  });

  it('pauses before it resumes from the same gap again', () => {
    const subscriptions = setUp();
    subscribe(subscriptions, { afterSeq: 3 });
    answer(subscriptions, { head: 3 });
    subscriptions.entry(messageFrame(5));
    answer(subscriptions, { head: 5 });
    subscriptions.entry(messageFrame(6));
    expect(transport.take('subscribe')).toEqual([]);
    clock.advance(400);
    expect(asked().afterSeq).toBe(3);
  });

  it('resumes from the last entry after a reconnect', () => {
    const subscriptions = setUp();
    const subscription = subscribe(subscriptions);
    answer(subscriptions, { head: 3 });
    subscriptions.entry(messageFrame(4));
    subscriptions.disconnected();
    expect(subscription.isLive).toBe(false);
    expect(clock.pendingTimers).toBe(0);
    subscriptions.ready();
    expect(answer(subscriptions, { head: 6, missed: 2 })).toBe(4);
    expect(stats.recovered).toBe(1);
  });

  it('fetches history when too far behind, resets the application and goes on after its head', async () => {
    const subscriptions = setUp(() => Promise.resolve(historyPage(5_000)));
    subscribe(subscriptions, { afterSeq: 3 });
    answer(subscriptions, { head: 4_990, recovered: false });
    expect(await resets.next()).toMatchObject({ head: 5_000 });
    expect(answer(subscriptions, { head: 5_001, missed: 1 })).toBe(5_000);
    subscriptions.entry(messageFrame(5_001));
    expect(seen).toEqual([5_001]);
    expect(stats).toMatchObject({ notRecovered: 1, recovered: 1 });
  });

  it('resets with an empty page where there is no source of history', async () => {
    const subscriptions = setUp();
    subscribe(subscriptions, { afterSeq: 3 });
    answer(subscriptions, { head: 4_990, recovered: false });
    expect(await resets.next()).toEqual({ messages: [], head: 4_990, hasMore: true });
    expect(asked().afterSeq).toBe(4_990);
  });

  it('tries again when history fails for the moment', async () => {
    const failure = apiError(503, 'unavailable', true);
    const history = jest.fn<HistorySource['history']>();
    history.mockRejectedValueOnce(failure).mockResolvedValueOnce(historyPage(5_000));
    const subscriptions = setUp(history);
    subscribe(subscriptions, { afterSeq: 3 });
    answer(subscriptions, { head: 4_990, recovered: false });
    expect(await reports.next()).toBe(failure);
    clock.advance(200);
    expect(await resets.next()).toMatchObject({ head: 5_000 });
  });

  it('ends when history is refused for good', async () => {
    const subscriptions = setUp(() => Promise.reject(apiError(404, 'not_found', false)));
    subscribe(subscriptions, { afterSeq: 3 });
    answer(subscriptions, { head: 4_990, recovered: false });
    expect(await ends.next()).toMatchObject({ code: 'not_found' });
    subscriptions.ready();
    expect(transport.take('subscribe')).toEqual([]);
  });

  it('asks again when its position is ahead of the node, and goes on when that has caught up', () => {
    const subscriptions = setUp();
    const subscription = subscribe(subscriptions, { afterSeq: 3 });
    refusePosition(subscriptions, 3);
    expect(answer(subscriptions, { head: 3 })).toBe(3);
    expect(subscription.isLive).toBe(true);
    expect(stats.notRecovered).toBe(0);
  });

  it('fetches history when its position stays beyond the log, once', async () => {
    const subscriptions = setUp(() => Promise.resolve(historyPage(2)));
    subscribe(subscriptions, { afterSeq: 3 });
    refusePosition(subscriptions, 4);
    expect(await resets.next()).toMatchObject({ head: 2 });
    expect(stats.notRecovered).toBe(1);
    refusePosition(subscriptions, 4);
    expect(await ends.next()).toMatchObject({ code: 'bad_request' });
  });

  it('ends when its position stays beyond the log and there is no source of history', async () => {
    const subscriptions = setUp();
    subscribe(subscriptions, { afterSeq: 3 });
    refusePosition(subscriptions, 4);
    expect(await ends.next()).toMatchObject({ code: 'bad_request' });
  });

  it('gives up a fetch when the connection is lost, and asks from the old position', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const page = Promise.resolve(historyPage(5_000));
    const subscriptions = setUp((_channelId, _query, options) => {
      signals.push(options?.signal);
      return page;
    });
    subscribe(subscriptions, { afterSeq: 3 });
    answer(subscriptions, { head: 4_990, recovered: false });
    subscriptions.disconnected();
    expect(signals[0]?.aborted).toBe(true);
    subscriptions.ready();
    await page;
    expect(asked().afterSeq).toBe(3);
  });

  it('asks again after a refusal that passes', () => {
    const subscriptions = setUp();
    subscribe(subscriptions, { afterSeq: 3 });
    expect(refuse(subscriptions, 'unavailable', true)).toBe(true);
    clock.advance(199);
    expect(transport.take('subscribe')).toEqual([]);
    clock.advance(1);
    expect(asked().afterSeq).toBe(3);
  });

  it('asks again when the answer stays out', () => {
    const subscriptions = setUp();
    subscribe(subscriptions, { afterSeq: 3 });
    const unanswered = asked();
    clock.advance(30_000);
    expect(asked().id).not.toBe(unanswered.id);
    subscriptions.subscribed({ ...unanswered, type: 'subscribed', head: 3, recovered: true, missed: 0 });
    subscriptions.entry(messageFrame(4));
    expect(seen).toEqual([]);
  });

  it('ends when it is refused for good', async () => {
    const subscriptions = setUp();
    subscribe(subscriptions);
    refuse(subscriptions, 'not_found');
    expect(await ends.next()).toMatchObject({ name: 'ChatRefusedError', code: 'not_found' });
    expect(clock.pendingTimers).toBe(0);
  });

  it('ends when the server ends it', async () => {
    const subscriptions = setUp();
    subscribe(subscriptions, { afterSeq: 3 });
    answer(subscriptions, { head: 3 });
    subscriptions.unsubscribed({ type: 'unsubscribed', channelId: 'c1' });
    expect(await ends.next()).toMatchObject({ code: 'subscription_ended' });
  });

  it('hands on nothing after it was unsubscribed, and may be subscribed again', () => {
    const subscriptions = setUp();
    const subscription = subscribe(subscriptions, { afterSeq: 3 });
    answer(subscriptions, { head: 3 });
    subscription.unsubscribe();
    subscription.unsubscribe();
    subscriptions.entry(messageFrame(4));
    expect(seen).toEqual([]);
    const [leave] = transport.take('unsubscribe');
    subscribe(subscriptions, { afterSeq: 3 });
    answer(subscriptions, { head: 4, missed: 1 });
    subscriptions.unsubscribed({ type: 'unsubscribed', id: leave?.id ?? 0, channelId: 'c1' });
    subscriptions.entry(messageFrame(4));
    expect(seen).toEqual([4]);
  });

  it('refuses a second subscription to a channel', () => {
    const subscriptions = setUp();
    subscribe(subscriptions);
    expect(() => subscribe(subscriptions)).toThrow(expect.objectContaining({ code: 'already_subscribed' }));
  });
});

function apiError(status: number, code: string, isRetryable: boolean): ChatApiError {
  return new ChatApiError({ status, code, isRetryable, detail: 'no', requestId: 'r1', errors: [] });
}
