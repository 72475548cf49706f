import { describe, expect, it } from '@jest/globals';
import { ChannelLedger } from './channel-ledger.js';
import { faultCount, NO_TOTALS } from './totals.js';

/** A channel with some listeners that all begin after `head`. */
function channelWith(listeners: number, head = 0): ChannelLedger {
  const ledger = new ChannelLedger();
  for (let index = 0; index < listeners; index++) ledger.join(head);
  return ledger;
}

/** Sends, acknowledges and delivers to all. */
function pass(ledger: ChannelLedger, seq: number, { listeners = 2, user = 0, text = `text ${seq}` } = {}): void {
  ledger.acknowledged(ledger.sent(user, text, seq), seq);
  for (let index = 0; index < listeners; index++) ledger.delivered(index, seq, text);
}

describe('a channel in which all goes well', () => {
  it('counts what was sent, acknowledged and delivered, and finds no fault', () => {
    const ledger = channelWith(3, 40);
    for (let seq = 41; seq <= 60; seq++) pass(ledger, seq, { listeners: 3, user: seq % 4 });
    ledger.close();
    expect(ledger.totals()).toEqual({ ...NO_TOTALS, sent: 20, acknowledged: 20, delivered: 60 });
  });

  it('takes copies that arrive before the acknowledgement', () => {
    const ledger = channelWith(2);
    const sending = ledger.sent(0, 'hello', 0);
    ledger.delivered(0, 1, 'hello');
    ledger.delivered(1, 1, 'hello');
    ledger.acknowledged(sending, 1);
    ledger.close();
    expect(ledger.totals()).toEqual({ ...NO_TOTALS, sent: 1, acknowledged: 1, delivered: 2 });
  });

  it('tells what is under way', () => {
    const ledger = channelWith(2);
    ledger.acknowledged(ledger.sent(0, 'one', 10), 1);
    ledger.delivered(0, 1, 'one');
    ledger.sent(1, 'two', 20);
    ledger.sent(0, 'three', 30);
    expect(ledger.totals()).toMatchObject({ inFlight: 1, unacknowledged: 2, lost: 0 });
    expect(ledger.oldestDueMs).toBe(20);
  });

  it('lets edits and deletions of others take their numbers', () => {
    const ledger = channelWith(1);
    ledger.delivered(0, 1);
    pass(ledger, 2, { listeners: 1 });
    ledger.close();
    expect(ledger.totals()).toEqual({ ...NO_TOTALS, sent: 1, acknowledged: 1, delivered: 1 });
  });

  it('counts messages of others, who are no fault', () => {
    const ledger = channelWith(2);
    ledger.delivered(0, 1, 'who am I');
    ledger.delivered(1, 1, 'who am I');
    pass(ledger, 2);
    ledger.close();
    expect(ledger.totals()).toMatchObject({ fromOthers: 1 });
    expect(faultCount(ledger.totals())).toBe(0);
  });
});

describe('a fault in a channel', () => {
  it('is a copy that is passed over', () => {
    const ledger = channelWith(2);
    pass(ledger, 1);
    ledger.acknowledged(ledger.sent(0, 'two', 0), 2);
    ledger.delivered(0, 2, 'two');
    ledger.acknowledged(ledger.sent(0, 'three', 0), 3);
    ledger.delivered(0, 3, 'three');
    ledger.delivered(1, 3, 'three');
    expect(ledger.totals()).toMatchObject({ lost: 1, delivered: 5, inFlight: 0 });
  });

  it('is a copy that has not come when the ledger is closed', () => {
    const ledger = channelWith(2);
    ledger.acknowledged(ledger.sent(0, 'one', 0), 1);
    ledger.delivered(0, 1, 'one');
    expect(ledger.totals()).toMatchObject({ lost: 0, inFlight: 1 });
    ledger.close();
    expect(ledger.totals()).toMatchObject({ lost: 1, inFlight: 0 });
  });

  it('is an acknowledged message that nobody heard', () => {
    const ledger = channelWith(2);
    ledger.acknowledged(ledger.sent(0, 'one', 0), 1);
    ledger.close();
    expect(ledger.totals()).toMatchObject({ lost: 2, delivered: 0 });
  });

  it('is a copy that comes again, also long after', () => {
    const ledger = channelWith(2);
    for (let seq = 1; seq <= 10; seq++) pass(ledger, seq);
    ledger.delivered(1, 10, 'text 10');
    ledger.delivered(1, 2, 'text 2');
    expect(ledger.totals()).toMatchObject({ doubled: 2, delivered: 20 });
  });

  it('is a copy that comes after a later one, which is then not lost', () => {
    const ledger = channelWith(1);
    ledger.acknowledged(ledger.sent(0, 'one', 0), 1);
    ledger.acknowledged(ledger.sent(0, 'two', 0), 2);
    ledger.delivered(0, 2, 'two');
    ledger.delivered(0, 1, 'one');
    ledger.close();
    expect(ledger.totals()).toEqual({ ...NO_TOTALS, sent: 2, acknowledged: 2, delivered: 2, outOfOrder: 1 });
  });

  it('is another text than was sent, before the acknowledgement and after', () => {
    const ledger = channelWith(2);
    const early = ledger.sent(0, 'early', 0);
    ledger.delivered(0, 1, 'changed');
    ledger.acknowledged(early, 1);
    ledger.delivered(1, 1, 'early');
    ledger.acknowledged(ledger.sent(0, 'late', 0), 2);
    ledger.delivered(0, 2, 'late');
    ledger.delivered(1, 2, 'changed');
    expect(ledger.totals()).toMatchObject({ wrongContent: 2, delivered: 4 });
  });

  it('is a number that is given to two messages', () => {
    const ledger = channelWith(1);
    ledger.acknowledged(ledger.sent(0, 'one', 0), 1);
    ledger.acknowledged(ledger.sent(1, 'two', 0), 1);
    ledger.delivered(0, 1, 'one');
    expect(faultCount(ledger.totals())).toBeGreaterThan(0);
  });

  it('is a message without an answer, which is not counted as one of others', () => {
    const ledger = channelWith(1);
    ledger.failed(ledger.sent(0, 'timed out', 0));
    ledger.sent(0, 'unanswered', 0);
    ledger.delivered(0, 1, 'timed out');
    ledger.delivered(0, 2, 'unanswered');
    ledger.close();
    expect(ledger.totals()).toMatchObject({ failed: 1, unacknowledged: 1, fromOthers: 0, delivered: 2 });
  });

  it('is a user whose later message got the lower number, in whatever order the answers come', () => {
    const ledger = channelWith(1);
    const first = ledger.sent(0, 'first', 0);
    const second = ledger.sent(0, 'second', 0);
    ledger.acknowledged(second, 1);
    ledger.acknowledged(first, 2);
    expect(ledger.totals().outOfOrder).toBe(1);
  });

  it('is not that two users are numbered in another order than they sent, or that answers overtake', () => {
    const ledger = channelWith(1);
    const ann = ledger.sent(0, 'ann', 0);
    const bob = ledger.sent(1, 'bob', 0);
    const bobAgain = ledger.sent(1, 'bob again', 0);
    ledger.acknowledged(bobAgain, 2);
    ledger.acknowledged(bob, 1);
    ledger.acknowledged(ann, 3);
    expect(ledger.totals().outOfOrder).toBe(0);
  });

  it('is what a listener was put forward over', () => {
    const ledger = channelWith(2);
    pass(ledger, 1);
    ledger.skipped(1, 4);
    expect(ledger.totals()).toMatchObject({ lost: 3, inFlight: 3 });
  });
});

describe('a channel that nobody joined so far', () => {
  it('refuses deliveries to listeners it does not know', () => {
    expect(() => {
      new ChannelLedger().delivered(0, 1, 'hello');
    }).toThrow('listener 0 has not joined');
  });
});
