import { describe, expect, it, jest } from '@jest/globals';
import { LIMITS, messageFrame } from '../testing/factories.js';
import { FakeClock } from '../testing/fake-clock.js';
import { FakeTransport } from '../testing/fake-transport.js';
import { ClockSync } from './clock-sync.js';
import { Receipts, type ReceiptsOptions } from './receipts.js';

const iso = (ms: number) => new Date(ms).toISOString();

function setUp(options: Partial<ReceiptsOptions> = {}) {
  const clock = new FakeClock();
  const transport = new FakeTransport();
  const clockSync = new ClockSync(transport, clock);
  const settings = { random: () => 0, reportsReceipts: true, receiptIntervalMs: 5_000, ...options };
  const receipts = new Receipts({ transport, clock, clockSync, ...settings });
  const deliver = (deliveryMs: number, seq = 1) => {
    receipts.record(messageFrame(seq, { acceptedAt: iso(clockSync.serverNow() - deliveryMs) }));
  };
  const reported = () => transport.take('receipts').map(({ samples }) => samples.map(({ deliveryMs }) => deliveryMs));
  return { clock, transport, clockSync, receipts, deliver, reported };
}

describe('Receipts', () => {
  it('reports what it measured once an interval', () => {
    const { clock, deliver, reported } = setUp();
    deliver(12);
    clock.advance(4_999);
    deliver(34);
    expect(reported()).toEqual([]);
    clock.advance(1);
    expect(reported()).toEqual([[12, 34]]);
    clock.advance(60_000);
    expect(reported()).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
  });

  it('measures by the clock of the server', () => {
    const { clock, transport, clockSync, receipts, reported } = setUp();
    const ready = { type: 'ready', userId: 'u1', connectionId: 'k1', heartbeatMs: 1_000, limits: LIMITS } as const;
    clockSync.ready({ ...ready, serverTime: iso(clock.now() + 3_000) }, clock.now());
    transport.take('ping');
    receipts.record(messageFrame(1, { acceptedAt: iso(clock.now() + 3_000 - 25) }));
    receipts.flush();
    expect(reported()).toEqual([[25]]);
  });

  it('never reports less than 0', () => {
    const { deliver, receipts, reported } = setUp();
    deliver(-3);
    receipts.flush();
    expect(reported()).toEqual([[0]]);
  });

  it('keeps a sample of no more than the server takes', () => {
    const draws = [0.5, 0.9];
    const { deliver, receipts, reported } = setUp({ random: () => draws.shift() ?? 0 });
    for (const deliveryMs of [1, 2, 3, 4, 5]) deliver(deliveryMs);
    receipts.flush();
    // Of four the draw 0.5 is place 2, of five the draw 0.9 is place 4: left out.
    expect(reported()).toEqual([[1, 2, 4]]);
  });

  it('keeps what it has while there is no connection', () => {
    const { clock, transport, deliver, receipts, reported } = setUp();
    deliver(12);
    transport.isReady = false;
    clock.advance(5_000);
    expect(reported()).toEqual([]);
    transport.isReady = true;
    receipts.flush();
    expect(reported()).toEqual([[12]]);
  });

  it('tells the application of every message, also of those it does not report', () => {
    const onDelivery = jest.fn<(deliveryMs: number) => void>();
    const { clock, deliver, reported } = setUp({ reportsReceipts: false, onDelivery });
    for (const deliveryMs of [1, 2, 3, 4]) deliver(deliveryMs);
    expect(onDelivery.mock.calls.map(([deliveryMs]) => deliveryMs)).toEqual([1, 2, 3, 4]);
    clock.advance(5_000);
    expect(reported()).toEqual([]);
  });

  it('passes over a time that does not parse', () => {
    const { receipts, reported } = setUp();
    receipts.record(messageFrame(1, { acceptedAt: 'soon' }));
    receipts.flush();
    expect(reported()).toEqual([]);
  });
});
