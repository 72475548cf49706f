import { describe, expect, it } from '@jest/globals';
import type { CurrentStore } from '../contract.js';
import { append, createRoom, message, newId } from './fixtures.js';

const TEXTS = [
  ['emoji and combining marks', 'e\u0301 👩‍👩‍👧‍👦 🏳️‍🌈 ﷽ \u{10FFFF}'],
  ['NUL and control characters', 'a\0b\u0001\u001f\u007f\0'],
  ['quotes and line ends', `'";--\r\n\t\\ $1 %s {"$ne":null}`],
  ['nothing', ''],
  ['16 KiB', '€'.repeat(5_461)],
  ['a byte order mark and no normal form', '\uFEFFÅ\u212B\u2028'],
] as const;

export function describeAppends(store: CurrentStore): void {
  describe('append', () => {
    it('numbers from 1 and gives the message back', async () => {
      const room = await createRoom(store());
      const sent = message(room, { content: 'first', createdAt: 12 });
      const expected = {
        kind: 'message',
        channelId: room.channelId,
        seq: 1,
        authorId: room.authorId,
        content: 'first',
        files: [],
        createdAt: 12,
        editedAt: null,
        deletedAt: null,
      };
      expect(await store().messages.append(sent)).toEqual({ outcome: 'stored', message: expected });
      expect(await store().messages.findBySeq(room.channelId, 1)).toEqual(expected);
    });

    it('numbers concurrent calls of each channel in the order of the calls', async () => {
      const first = await createRoom(store());
      const second = await createRoom(store(), first.authorId);
      const sent = await Promise.all(
        Array.from({ length: 2_000 }, (_, index) => append(index % 2 === 0 ? first : second)),
      );
      expect(sent.map(({ seq }) => seq)).toEqual(Array.from(sent, (_, index) => Math.floor(index / 2) + 1));
      expect(await store().messages.head(first.channelId)).toBe(1_000);
    });

    it('answers the calls in the order of the calls', async () => {
      const room = await createRoom(store());
      const order: number[] = [];
      await Promise.all(
        Array.from({ length: 300 }, async () => {
          order.push((await append(room)).seq);
        }),
      );
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    });

    it.each(TEXTS)('keeps %s byte for byte', async (_, content) => {
      const room = await createRoom(store());
      const { seq } = await append(room, { content });
      expect((await store().messages.findBySeq(room.channelId, seq))?.content).toBe(content);
    });

    it('answers the stored message when the author repeats a client id', async () => {
      const room = await createRoom(store());
      const sent = message(room, { content: 'once' });
      const first = await append(room, sent);
      const again = await store().messages.append({ ...sent, content: 'twice', createdAt: 99 });
      expect(again).toEqual({ outcome: 'duplicate', message: first });
      expect((await append(room)).seq).toBe(2);
    });

    it('answers a duplicate in its present state', async () => {
      const room = await createRoom(store());
      const sent = message(room);
      await append(room, sent);
      await store().messages.edit(room.channelId, 1, 'edited', 50);
      const again = await store().messages.append(sent);
      expect(again).toMatchObject({ outcome: 'duplicate', message: { seq: 1, content: 'edited', editedAt: 50 } });
    });

    it('stores one of many concurrent repetitions and skips no number for the others', async () => {
      const room = await createRoom(store());
      const sent = message(room);
      const results = await Promise.all(Array.from({ length: 20 }, () => store().messages.append(sent)));
      expect(results.map(({ outcome }) => outcome)).toEqual(['stored', ...Array<string>(19).fill('duplicate')]);
      expect(new Set(results.map((result) => ('message' in result ? result.message.seq : 0)))).toEqual(new Set([1]));
      expect((await append(room)).seq).toBe(2);
    });

    it('reports a client id that the author used in another channel', async () => {
      const room = await createRoom(store());
      const other = await createRoom(store(), room.authorId);
      const { clientId } = message(room);
      await append(room, { clientId });
      expect(await store().messages.append(message(other, { clientId }))).toEqual({ outcome: 'conflict' });
      expect(await store().messages.head(other.channelId)).toBe(0);
    });

    it('lets two authors use the same client id', async () => {
      const [room, other] = [await createRoom(store()), await createRoom(store())];
      const { clientId } = message(room);
      await append(room, { clientId });
      const result = await append(room, { clientId, authorId: other.authorId });
      expect(result).toMatchObject({ seq: 2, authorId: other.authorId });
    });

    it('tells two client ids apart that differ in case only', async () => {
      const room = await createRoom(store());
      const clientId = newId();
      await append(room, { clientId: `${clientId}a` });
      expect((await append(room, { clientId: `${clientId}A` })).seq).toBe(2);
    });

    it('knows no unknown channel', async () => {
      const room = await createRoom(store());
      const sent = message(room, { channelId: newId() });
      expect(await store().messages.append(sent)).toEqual({ outcome: 'no_channel' });
      expect(await store().messages.append({ ...sent, channelId: room.channelId })).toMatchObject({
        outcome: 'stored',
      });
    });

    it('rejects an unknown author without failing or renumbering the calls beside it', async () => {
      const room = await createRoom(store());
      const outcomes = await Promise.allSettled([
        append(room),
        store().messages.append(message(room, { authorId: newId() })),
        append(room),
      ]);
      expect(outcomes).toMatchObject([
        { value: { seq: 1 } },
        { reason: { code: 'store_rejected' } },
        { value: { seq: 2 } },
      ]);
    });

    it('shows a message to every read that is called after it was stored', async () => {
      const room = await createRoom(store());
      for (let seq = 1; seq <= 50; seq += 1) {
        await append(room);
        const page = await store().messages.history({ channelId: room.channelId, limit: 1 });
        expect(page).toMatchObject({ head: seq, messages: [{ seq }] });
      }
    });
  });
}
