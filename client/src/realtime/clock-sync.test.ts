import { describe, expect, it } from '@jest/globals';
import type { ReadyFrame } from '../protocol/frames.js';
import { LIMITS } from '../testing/factories.js';
import { FakeClock } from '../testing/fake-clock.js';
import { FakeTransport } from '../testing/fake-transport.js';
import { ClockSync } from './clock-sync.js';

const iso = (ms: number) => new Date(ms).toISOString();

function setUp() {
  const clock = new FakeClock();
  const transport = new FakeTransport();
  return { clock, transport, clockSync: new ClockSync(transport, clock) };
}

function readyAt(serverMs: number): ReadyFrame {
  const serverTime = iso(serverMs);
  return { type: 'ready', userId: 'u1', connectionId: 'k1', serverTime, heartbeatMs: 1_000, limits: LIMITS };
}

describe('ClockSync', () => {
  it('has an offset from hello and ready, before any pong', () => {
    const { clock, clockSync } = setUp();
    const helloAt = clock.now();
    clock.advance(100);
    clockSync.ready(readyAt(helloAt + 50 + 4_000), helloAt);
    expect(clockSync.offsetMs).toBe(4_000);
    expect(clockSync.serverNow()).toBe(clock.now() + 4_000);
  });

  it('pings three times in a row, each after the pong of the one before', () => {
    const { clock, transport, clockSync } = setUp();
    clockSync.ready(readyAt(clock.now()), clock.now());
    for (let pong = 0; pong < 5; pong++) {
      expect(transport.take('ping')).toHaveLength(pong < 3 ? 1 : 0);
      clockSync.pong({ type: 'pong', t: clock.now(), serverTime: iso(clock.now()) });
    }
  });

  it('forgets the clock of the server before', () => {
    const { clock, clockSync } = setUp();
    clockSync.ready(readyAt(clock.now() + 4_000), clock.now());
    const helloAt = clock.now();
    clock.advance(500);
    clockSync.ready(readyAt(helloAt + 250 - 1_000), helloAt);
    expect(clockSync.offsetMs).toBe(-1_000);
  });
});
