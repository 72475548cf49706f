import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ChatApiError, type ChatClosedError } from '../errors.js';
import type { ReadyFrame } from '../protocol/frames.js';
import { FakeClock } from '../testing/fake-clock.js';
import { FakeServer } from '../testing/fake-server.js';
import { Queue } from '../testing/queue.js';
import { WebSocket } from '../websocket/node.js';
import { Connection, type ConnectionOptions, type Disconnection } from './connection.js';

let server: FakeServer;
let clock: FakeClock;
let connection: Connection;
let ready: Queue<ReadyFrame>;
let disconnected: Queue<Disconnection>;
let closed: Queue<ChatClosedError>;

beforeEach(async () => {
  server = await FakeServer.start();
  clock = new FakeClock();
  ready = new Queue();
  disconnected = new Queue();
  closed = new Queue();
});

afterEach(async () => {
  connection.close();
  await server.close();
});

function open(options: Partial<ConnectionOptions> = {}): void {
  const backoff = { baseMs: 200, capMs: 10_000 };
  const credentials = () => Promise.resolve({ token: 'token' });
  const settings = { url: server.url, WebSocket, clock, random: () => 1, backoff, credentials, openTimeoutMs: 10_000 };
  connection = new Connection(
    { ...settings, ...options },
    {
      connecting: () => undefined,
      ready: (frame) => {
        ready.push(frame);
      },
      frame: () => undefined,
      disconnected: (disconnection) => {
        disconnected.push(disconnection);
      },
      closed: (error) => {
        closed.push(error);
      },
    },
  );
  connection.open();
}

describe('Connection', () => {
  it('says hello with its credentials and is ready when the server is', async () => {
    open();
    const peer = await server.connection();
    expect(connection.state).toBe('connecting');
    expect(await peer.accept()).toEqual({ type: 'hello', protocol: 1, token: 'token' });
    expect(await ready.next()).toMatchObject({ userId: 'u1' });
    expect(connection).toMatchObject({ state: 'ready', isReady: true, limits: { frameBytes: 65_536 } });
  });

  it.each([
    [1, [200, 400, 800, 1_600, 3_000, 6_000, 10_000]],
    [0.1, [20, 40, 80, 160, 200, 200, 200]],
  ])('pauses for %f of a bound, which doubles up to the time that connections do not hold', async (part, expected) => {
    open({ random: () => part });
    for (const pause of expected) {
      const peer = await server.accepted();
      await ready.next();
      peer.close(4004, 'too slow');
      const { code, reason, retryInMs } = await disconnected.next();
      expect({ code, reason, retryInMs: Math.round(retryInMs) }).toEqual({
        code: 4004,
        reason: 'too slow',
        retryInMs: pause,
      });
      clock.advance(retryInMs);
    }
  });

  it.each([
    [9_999, 400],
    [10_000, 200],
  ])('pauses after a second connection that held for %i ms up to %i ms', async (heldMs, expected) => {
    open({ pingIntervalMs: 60_000 });
    const first = await server.accepted();
    await ready.next();
    first.terminate();
    clock.advance((await disconnected.next()).retryInMs);
    const second = await server.accepted();
    await ready.next();
    clock.advance(heldMs);
    second.terminate();
    expect((await disconnected.next()).retryInMs).toBe(expected);
  });

  it('stays away for as long as a draining server told', async () => {
    open();
    const peer = await server.accepted();
    await ready.next();
    connection.draining(3_000);
    peer.close(4006);
    expect((await disconnected.next()).retryInMs).toBe(3_200);
    clock.advance(3_200);
    const next = await server.accepted();
    await ready.next();
    next.close(4006);
    expect((await disconnected.next()).retryInMs).toBe(400);
  });

  it.each([4000, 4001, 4007])('does not come back after %i', async (code) => {
    open();
    const peer = await server.accepted();
    peer.close(code, 'no');
    expect(await closed.next()).toMatchObject({ code: 'closed', closeCode: code });
    expect(connection.state).toBe('closed');
    expect(clock.pendingTimers).toBe(0);
  });

  it.each([1001, 1006, 4002, 4003, 4004, 4005, 4006])('comes back after %i', async (code) => {
    open();
    const peer = await server.accepted();
    if (code === 1006) peer.terminate();
    else peer.close(code);
    expect(await disconnected.next()).toMatchObject({ code, retryInMs: 200 });
    expect(connection.state).toBe('disconnected');
  });

  it('drops a connection without a frame for one interval after a ping', async () => {
    open();
    const peer = await server.connection();
    peer.answersPings = false;
    await peer.accept({ heartbeatMs: 5_000 });
    await ready.next();
    clock.advance(9_999);
    expect(connection.state).toBe('ready');
    clock.advance(1);
    expect(await disconnected.next()).toMatchObject({ code: 1006, reason: 'no frame within 5000 ms of a ping' });
    await peer.closed;
  });

  it('gives up an attempt that is not ready in time', async () => {
    open();
    const peer = await server.connection();
    await peer.next('hello');
    clock.advance(10_000);
    expect(await disconnected.next()).toMatchObject({ code: 1006, reason: 'not ready within 10000 ms' });
    await peer.closed;
  });

  it('tries again where nobody listens, and tells why', async () => {
    const { url } = server;
    await server.close();
    server = await FakeServer.start();
    open({ url });
    const { code, reason } = await disconnected.next();
    expect(code).toBe(1006);
    expect(reason).toContain('ECONNREFUSED');
  });

  it('asks for credentials at every attempt', async () => {
    const tickets = ['first', 'second'];
    open({ credentials: () => Promise.resolve({ ticket: tickets.shift() ?? 'none' }) });
    const peer = await server.connection();
    expect(await peer.accept()).toMatchObject({ ticket: 'first' });
    await ready.next();
    peer.terminate();
    clock.advance((await disconnected.next()).retryInMs);
    expect(await (await server.connection()).accept()).toMatchObject({ ticket: 'second' });
  });

  it('tries again when credentials fail for the moment, and closes when they are refused', async () => {
    const refused = {
      status: 401,
      code: 'unauthorized',
      detail: 'sign in',
      requestId: 'r1',
      errors: [],
      isRetryable: false,
    };
    const failures = [new TypeError('no network'), new ChatApiError(refused)];
    open({ credentials: () => Promise.reject(failures.shift() ?? new Error('asked too often')) });
    const { cause, retryInMs } = await disconnected.next();
    expect(cause).toBeInstanceOf(TypeError);
    clock.advance(retryInMs);
    const error = await closed.next();
    expect(error).toMatchObject({ closeCode: undefined, cause: { code: 'unauthorized' } });
  });

  it('closes when the address is none', async () => {
    open({ url: 'not an address' });
    expect(await closed.next()).toMatchObject({ cause: { code: 'invalid_url' } });
  });

  it.each(['no JSON', '"text"', 'null', '{}'])('drops a server that sends %s', async (text) => {
    open();
    const peer = await server.accepted();
    await ready.next();
    peer.sendText(text);
    expect(await disconnected.next()).toMatchObject({ code: 1002, cause: { code: 'invalid_response' } });
  });

  it('refuses a frame over the bound of the server by its bytes, not its letters', async () => {
    open();
    const peer = await server.connection();
    const frameBytes = 100;
    const limits = {
      frameBytes,
      contentBytes: 100,
      filesPerMessage: 1,
      resumeEntries: 1,
      subscriptions: 1,
      receiptSamples: 1,
    };
    await peer.accept({ limits });
    await ready.next();
    const empty = JSON.stringify({ type: 'typing', channelId: '' }).length;
    const fits = 'é'.repeat((frameBytes - empty) / 2);
    connection.transmit({ type: 'typing', channelId: fits });
    expect(await peer.next('typing')).toMatchObject({ channelId: fits });
    expect(() => {
      connection.transmit({ type: 'typing', channelId: `${fits}é` });
    }).toThrow(expect.objectContaining({ code: 'frame_too_large' }));
  });

  it('closes with 1000, leaves no timer and may be opened again', async () => {
    open();
    const peer = await server.accepted();
    await ready.next();
    connection.close();
    expect(await peer.closed).toEqual([1000, expect.anything()]);
    expect(clock.pendingTimers).toBe(0);
    connection.open();
    await server.accepted();
    expect(await ready.next()).toMatchObject({ userId: 'u1' });
  });

  it('forgets an attempt that was closed while it asked for credentials', async () => {
    let give: (credentials: { token: string }) => void = () => undefined;
    const asked = new Promise<{ token: string }>((resolve) => {
      give = resolve;
    });
    const attempts: string[] = [];
    class CountedWebSocket extends WebSocket {
      constructor(url: string) {
        super(url);
        attempts.push(url);
      }
    }
    open({ credentials: () => asked, WebSocket: CountedWebSocket });
    connection.close();
    give({ token: 'late' });
    await asked;
    expect(attempts).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
  });
});
