import { describe, expect, it } from '@jest/globals';
import type { CurrentStore } from '../contract.js';
import type { HistoryQuery, StoredHistoryPage } from '../store.js';
import { append, createRoom, createUser, fill, newId } from './fixtures.js';
import type { Room } from './fixtures.js';

const read = (room: Room, query: Omit<HistoryQuery, 'channelId'>): Promise<StoredHistoryPage> =>
  room.store.messages.history({ channelId: room.channelId, ...query });

const seqs = ({ messages }: StoredHistoryPage): number[] => messages.map(({ seq }) => seq);

export function describeHistory(store: CurrentStore): void {
  describe('history', () => {
    it('is empty for an empty channel and for an unknown one', async () => {
      const empty = { messages: [], head: 0, hasMore: false };
      expect(await read(await createRoom(store()), { limit: 10 })).toEqual(empty);
      expect(await store().messages.history({ channelId: newId(), limit: 10 })).toEqual(empty);
      expect(await store().messages.history({ channelId: newId(), after: 0, limit: 10 })).toEqual(empty);
    });

    it.each([
      ['one more than there are', 6, [5, 4, 3, 2, 1], false],
      ['exactly what there are', 5, [5, 4, 3, 2, 1], false],
      ['one less than there are', 4, [5, 4, 3, 2], true],
    ])('gives the newest first with a limit of %s', async (_, limit, expected, hasMore) => {
      const room = await createRoom(store());
      await fill(room, 5);
      const page = await read(room, { limit });
      expect({ seqs: seqs(page), hasMore: page.hasMore, head: page.head }).toEqual({
        seqs: expected,
        hasMore,
        head: 5,
      });
    });

    it('goes on below `before`, newest first', async () => {
      const room = await createRoom(store());
      await fill(room, 5);
      expect(seqs(await read(room, { before: 4, limit: 2 }))).toEqual([3, 2]);
      expect(await read(room, { before: 2, limit: 2 })).toMatchObject({ messages: [{ seq: 1 }], hasMore: false });
      expect(await read(room, { before: 1, limit: 2 })).toEqual({ messages: [], head: 5, hasMore: false });
      expect(seqs(await read(room, { before: 1_000, limit: 2 }))).toEqual([5, 4]);
    });

    it('goes on above `after`, oldest first', async () => {
      const room = await createRoom(store());
      await fill(room, 5);
      const page = await read(room, { after: 0, limit: 3 });
      expect({ seqs: seqs(page), hasMore: page.hasMore }).toEqual({ seqs: [1, 2, 3], hasMore: true });
      expect(await read(room, { after: 3, limit: 2 })).toMatchObject({
        messages: [{ seq: 4 }, { seq: 5 }],
        hasMore: false,
      });
      expect(await read(room, { after: 5, limit: 3 })).toEqual({ messages: [], head: 5, hasMore: false });
    });

    it('shows messages only, in their present state, with the log’s head', async () => {
      const room = await createRoom(store());
      await fill(room, 3);
      await store().messages.edit(room.channelId, 1, 'edited', 7);
      await store().messages.delete(room.channelId, 2, 8);
      expect(await read(room, { limit: 10 })).toMatchObject({
        head: 5,
        messages: [
          { kind: 'message', seq: 3, content: '3', editedAt: null, deletedAt: null },
          { kind: 'message', seq: 2, content: '', editedAt: null, deletedAt: 8 },
          { kind: 'message', seq: 1, content: 'edited', editedAt: 7, deletedAt: null },
        ],
      });
    });

    it('counts `hasMore` in messages, not in numbers of the log', async () => {
      const room = await createRoom(store());
      await fill(room, 2);
      await store().messages.edit(room.channelId, 1, 'a', 7);
      await store().messages.edit(room.channelId, 1, 'b', 8);
      expect(await read(room, { after: 1, limit: 1 })).toMatchObject({ messages: [{ seq: 2 }], hasMore: false });
    });

    it('shows of each channel its own messages and of each message its own author', async () => {
      const room = await createRoom(store());
      const neighbour = await createRoom(store(), room.authorId);
      const other = await createUser(store());
      await append(room, { content: 'ours' });
      await append(neighbour, { content: 'theirs' });
      await append(room, { content: 'others', authorId: other.id });
      expect((await read(room, { limit: 10 })).messages).toMatchObject([
        { channelId: room.channelId, content: 'others', authorId: other.id },
        { channelId: room.channelId, content: 'ours', authorId: room.authorId },
      ]);
    });

    it('shows a page and a head of one moment while messages arrive', async () => {
      const room = await createRoom(store());
      const writes = fill(room, 500);
      const pages = [await read(room, { limit: 1 })];
      while ((pages.at(-1)?.head ?? 0) < 500) pages.push(await read(room, { limit: 1 }));
      await writes;
      const newest = pages.map(({ messages }) => messages[0]?.seq ?? 0);
      expect(newest).toEqual(pages.map(({ head }) => head));
    });
  });

  describe('findBySeq', () => {
    it('finds messages only', async () => {
      const room = await createRoom(store());
      const sent = await append(room);
      await store().messages.delete(room.channelId, 1, 4);
      expect(await store().messages.findBySeq(room.channelId, 1)).toEqual({ ...sent, content: '', deletedAt: 4 });
      expect(await store().messages.findBySeq(room.channelId, 2)).toBeUndefined();
      expect(await store().messages.findBySeq(room.channelId, 3)).toBeUndefined();
      expect(await store().messages.findBySeq(newId(), 1)).toBeUndefined();
    });
  });

  describe('head', () => {
    it('is the log’s last number, 0 when empty or unknown', async () => {
      const room = await createRoom(store());
      expect(await store().messages.head(room.channelId)).toBe(0);
      expect(await store().messages.head(newId())).toBe(0);
      await append(room);
      await store().messages.delete(room.channelId, 1, 4);
      expect(await store().messages.head(room.channelId)).toBe(2);
    });

    it('is asked of many channels at once', async () => {
      const [empty, changed, full] = [await createRoom(store()), await createRoom(store()), await createRoom(store())];
      await append(changed);
      await store().messages.edit(changed.channelId, 1, 'edited', 4);
      await fill(full, 5);
      const unknown = Array.from({ length: 996 }, newId);
      const asked = [full.channelId, ...unknown, empty.channelId, changed.channelId, full.channelId];
      const expected = new Map(asked.map((id) => [id, 0])).set(changed.channelId, 2).set(full.channelId, 5);
      expect(await store().messages.heads(asked)).toEqual(expected);
      expect(await store().messages.heads([])).toEqual(new Map());
    });
  });
}
