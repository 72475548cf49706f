import { describe, expect, it } from '@jest/globals';
import type { LogFrame, Message } from '@chatwatch/client';
import { produce } from 'immer';
import { deleted, edited, message, messageFrame, page, seededRandom } from '../testing/messages';
import { applyArrivals, prepend, replaced, trim } from './changes';
import { type ChannelLog, countAfter, EMPTY_LOG, PIECE, reader } from './channel-log';
import { type LiveMessage, messageReader } from './live-message';

const read = messageReader();

const after = (log: ChannelLog, frames: readonly LogFrame[]): ChannelLog =>
  produce(log, (draft) => {
    applyArrivals(
      draft,
      frames.map((frame) => ({ frame })),
      read,
    );
  });

const inFront = (log: ChannelLog, ...[messages, head, hasMore]: Parameters<typeof page>): ChannelLog =>
  produce(log, (draft) => {
    prepend(draft, page(messages, head, hasMore), read);
  });

const all = (log: ChannelLog): LiveMessage[] => {
  const at = reader(log);
  return Array.from({ length: log.count }, (_, index) => at(index)).filter((row) => row !== undefined);
};
const seqs = (log: ChannelLog): number[] => all(log).map(({ seq }) => seq);
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const frames = (from: number, to: number): LogFrame[] => range(from, to).map((seq) => messageFrame(seq));

describe('a channel’s log', () => {
  it('starts with the newest page, oldest first', () => {
    const log = replaced(page([message(3), message(4), message(6)], 7, true), read);
    expect(seqs(log)).toEqual([3, 4, 6]);
    expect(log).toMatchObject({ count: 3, hasOlder: true });
  });

  it('appends what comes, and takes nothing twice', () => {
    const log = after(after(EMPTY_LOG, frames(1, 3)), [messageFrame(3), messageFrame(4)]);
    expect(seqs(log)).toEqual([1, 2, 3, 4]);
  });

  it('applies edits and deletions in place, and keeps every other message the same object', () => {
    const before = after(EMPTY_LOG, frames(1, 4));
    const log = after(before, [edited(5, 2, 'better'), deleted(6, 3), edited(7, 3, 'too late')]);
    expect(all(log)).toMatchObject([
      { seq: 1, content: 'message 1', editedAt: undefined },
      { seq: 2, content: 'better', editedAt: Date.UTC(2026, 10, 23, 10, 0, 5) },
      { seq: 3, content: '', deletedAt: Date.UTC(2026, 10, 23, 10, 0, 6), editedAt: undefined },
      { seq: 4, content: 'message 4' },
    ]);
    const same = all(before).map((row, index) => row === all(log)[index]);
    expect(same).toEqual([true, false, false, true]);
  });

  it('copies one piece on an append, whatever is held', () => {
    const before = after(EMPTY_LOG, frames(1, 3 * PIECE + 1));
    const log = after(before, [messageFrame(3 * PIECE + 2)]);
    expect(log.pieces.map((piece, at) => piece === before.pieces[at])).toEqual([true, true, true, false]);
  });

  it('puts a page in front without touching what is there', () => {
    const before = after(EMPTY_LOG, frames(10, 12));
    const log = inFront(before, [message(7), message(8), message(9), message(10)], 12, true);
    expect(seqs(log)).toEqual([7, 8, 9, 10, 11, 12]);
    expect(log.pieces.at(-1)).toBe(before.pieces.at(-1));
    expect(inFront(log, [], 12, false)).toMatchObject({ count: 6, hasOlder: false });
  });

  it('brings a page of an older state up to the changes that passed before it was loaded', () => {
    const before = after(EMPTY_LOG, [
      messageFrame(10),
      edited(11, 2, 'better'),
      deleted(12, 3),
      edited(13, 1, 'known'),
    ]);
    const stale = [message(1, { content: 'known' }), message(2), message(3)];
    const log = inFront(before, stale, 10);
    expect(all(log)).toMatchObject([{ content: 'known' }, { content: 'better' }, { content: '' }, { seq: 10 }]);
    expect(inFront(before, [message(2, { content: 'newest' })], 20)).toMatchObject({
      pieces: [[{ content: 'newest' }], [{ seq: 10 }]],
    });
  });

  it('lets the oldest go over the bound, piece by piece, and says that there are older ones', () => {
    const full = after(EMPTY_LOG, frames(1, 4 * PIECE));
    const trimmed = produce(full, (draft) => {
      trim(draft, 3 * PIECE - 1);
    });
    expect(trimmed).toMatchObject({ count: 2 * PIECE, hasOlder: true });
    expect(seqs(trimmed)[0]).toBe(2 * PIECE + 1);
    expect(
      produce(full, (draft) => {
        trim(draft, 4 * PIECE);
      }),
    ).toBe(full);
  });

  it('counts what is newer than what was read', () => {
    const log = after(EMPTY_LOG, [...frames(1, 3), messageFrame(7), messageFrame(9)]);
    expect([0, 3, 5, 7, 9, 12].map((seq) => countAfter(log, seq))).toEqual([5, 2, 2, 1, 0, 0]);
  });

  it('shares writers, and a writer with a new name is another', () => {
    const [first, second, renamed] = all(
      after(EMPTY_LOG, [
        messageFrame(1, { author: { id: 'u', name: 'Ann', avatarUrl: null } }),
        messageFrame(2, { author: { id: 'u', name: 'Ann', avatarUrl: null } }),
        messageFrame(3, { author: { id: 'u', name: 'Anne', avatarUrl: null } }),
      ]),
    );
    expect(first?.author).toBe(second?.author);
    expect(renamed?.author).toEqual({ id: 'u', name: 'Anne' });
  });
});

/** The channel as the service has it: what history would answer at each moment. */
class Service {
  readonly messages: Message[] = [];
  head = 0;

  step(random: () => number): LogFrame {
    const seq = ++this.head;
    const target = this.messages[Math.floor(random() * this.messages.length)];
    const kind = random();
    if (target === undefined || kind < 0.6) {
      this.messages.push(message(seq));
      return messageFrame(seq);
    }
    const frame = kind < 0.85 ? edited(seq, target.seq) : deleted(seq, target.seq);
    this.#put(target, frame);
    return frame;
  }

  #put(target: Message, frame: LogFrame): void {
    const at = this.messages.indexOf(target);
    if (frame.type === 'message_deleted') {
      this.messages[at] = { ...target, content: '', deletedAt: frame.deletedAt };
    } else if (frame.type === 'message_updated' && target.deletedAt === undefined) {
      this.messages[at] = { ...target, content: frame.content, editedAt: frame.editedAt };
    }
  }
}

it.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'shows what the service has, whatever happens in whatever order (seed %i)',
  (seed) => {
    const random = seededRandom(seed);
    const service = new Service();
    for (let step = 0; step < 400; step++) service.step(random);
    let log = replaced(page(service.messages.slice(-50), service.head, true), read);
    for (let round = 0; round < 60; round++) {
      const pageTaken = { messages: [...service.messages], head: service.head };
      const batch = Array.from({ length: Math.floor(random() * 30) }, () => service.step(random));
      log = after(log, batch);
      if (random() < 0.3) {
        const before = all(log)[0]?.seq ?? Infinity;
        const older = pageTaken.messages.filter(({ seq }) => seq < before);
        log = inFront(log, older.slice(-20), pageTaken.head, older.length > 20);
      }
      if (random() < 0.1) {
        log = produce(log, (draft) => {
          trim(draft, 300);
        });
      }
      const held = all(log);
      const expected = service.messages.filter(({ seq }) => seq >= (held[0]?.seq ?? Infinity)).map((row) => read(row));
      expect(held).toEqual(expected);
    }
  },
);
