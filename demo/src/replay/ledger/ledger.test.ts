import { describe, expect, it } from '@jest/globals';
import { Ledger } from './ledger.js';

describe('Ledger', () => {
  it('adds up its channels and keeps them apart', () => {
    const ledger = new Ledger(2);
    for (const index of [0, 1]) ledger.channel(index).join(0);
    ledger.channel(0).acknowledged(ledger.channel(0).sent(0, 'a', 0), 1);
    ledger.channel(0).delivered(0, 1, 'a');
    ledger.channel(1).sent(1, 'b', 0);
    expect(ledger.totals()).toMatchObject({ sent: 2, acknowledged: 1, unacknowledged: 1, delivered: 1 });
    expect(ledger.byChannel().map(({ sent, delivered }) => ({ sent, delivered }))).toEqual([
      { sent: 1, delivered: 1 },
      { sent: 1, delivered: 0 },
    ]);
  });

  it('is settled when everything is answered and heard', () => {
    const ledger = new Ledger(1);
    const channel = ledger.channel(0);
    channel.join(0);
    expect(ledger.isSettled).toBe(true);
    const sending = channel.sent(0, 'a', 0);
    expect(ledger.isSettled).toBe(false);
    channel.acknowledged(sending, 1);
    expect(ledger.isSettled).toBe(false);
    channel.delivered(0, 1, 'a');
    expect(ledger.isSettled).toBe(true);
  });

  it('knows the oldest message without an answer in all channels', () => {
    const ledger = new Ledger(3);
    expect(ledger.oldestDueMs).toBeUndefined();
    ledger.channel(2).sent(2, 'later', 700);
    ledger.channel(1).sent(1, 'earlier', 300);
    expect(ledger.oldestDueMs).toBe(300);
  });

  it('refuses a channel that is not there', () => {
    expect(() => new Ledger(2).channel(2)).toThrow('no channel 2');
  });
});
