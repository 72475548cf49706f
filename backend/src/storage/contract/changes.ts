import { describe, expect, it } from '@jest/globals';
import type { CurrentStore } from '../contract.js';
import { append, createRoom, message, newId } from './fixtures.js';

export function describeChanges(store: CurrentStore): void {
  describe('edit', () => {
    it('takes the next number and changes the message', async () => {
      const room = await createRoom(store());
      const original = await append(room, { content: 'draft' });
      const changed = { ...original, content: 'final', editedAt: 70 };
      expect(await store().messages.edit(room.channelId, 1, 'final', 70)).toEqual({
        outcome: 'stored',
        entry: { kind: 'edit', channelId: room.channelId, seq: 2, target: 1, content: 'final', at: 70 },
        message: changed,
      });
      expect(await store().messages.findBySeq(room.channelId, 1)).toEqual(changed);
      expect((await append(room)).seq).toBe(3);
    });

    it('answers the last edit when its content is repeated', async () => {
      const room = await createRoom(store());
      await append(room);
      const first = await store().messages.edit(room.channelId, 1, 'final', 70);
      const again = await store().messages.edit(room.channelId, 1, 'final', 90);
      expect(again).toEqual({ ...first, outcome: 'unchanged' });
      expect(await store().messages.head(room.channelId)).toBe(2);
    });

    it('stores a first edit that leaves the content as it was', async () => {
      const room = await createRoom(store());
      await append(room, { content: 'same' });
      expect(await store().messages.edit(room.channelId, 1, 'same', 70)).toMatchObject({ outcome: 'stored' });
    });

    it('stores an edit back to an earlier content', async () => {
      const room = await createRoom(store());
      await append(room, { content: 'a' });
      await store().messages.edit(room.channelId, 1, 'b', 1);
      expect(await store().messages.edit(room.channelId, 1, 'a', 2)).toMatchObject({ entry: { seq: 3 } });
    });

    it('finds no unknown message, no change’s number and no unknown channel', async () => {
      const room = await createRoom(store());
      await append(room);
      await store().messages.edit(room.channelId, 1, 'b', 1);
      for (const target of [0, 2, 3]) {
        expect(await store().messages.edit(room.channelId, target, 'c', 2)).toEqual({ outcome: 'not_found' });
      }
      expect(await store().messages.edit(newId(), 1, 'c', 2)).toEqual({ outcome: 'not_found' });
    });

    it('refuses a deleted message', async () => {
      const room = await createRoom(store());
      await append(room);
      await store().messages.delete(room.channelId, 1, 5);
      expect(await store().messages.edit(room.channelId, 1, '', 6)).toEqual({ outcome: 'deleted' });
      expect(await store().messages.head(room.channelId)).toBe(2);
    });
  });

  describe('delete', () => {
    it('takes the next number and empties the message and its earlier edits', async () => {
      const room = await createRoom(store());
      const original = await append(room, { content: 'secret' });
      await store().messages.edit(room.channelId, 1, 'still secret', 5);
      const changed = { ...original, content: '', editedAt: 5, deletedAt: 9 };
      expect(await store().messages.delete(room.channelId, 1, 9)).toEqual({
        outcome: 'stored',
        entry: { kind: 'deletion', channelId: room.channelId, seq: 3, target: 1, at: 9 },
        message: changed,
      });
      const { entries } = await store().messages.log(room.channelId, 0, 10);
      expect(entries).toMatchObject([changed, { kind: 'edit', content: '' }, { kind: 'deletion' }]);
    });

    it('answers the deletion when it is repeated', async () => {
      const room = await createRoom(store());
      await append(room);
      const first = await store().messages.delete(room.channelId, 1, 9);
      const again = await store().messages.delete(room.channelId, 1, 20);
      expect(again).toEqual({ ...first, outcome: 'unchanged' });
      expect(await store().messages.head(room.channelId)).toBe(2);
    });

    it('finds no unknown message, no change’s number and no unknown channel', async () => {
      const room = await createRoom(store());
      await append(room);
      await store().messages.edit(room.channelId, 1, 'b', 1);
      for (const target of [0, 2, 3]) {
        expect(await store().messages.delete(room.channelId, target, 2)).toEqual({ outcome: 'not_found' });
      }
      expect(await store().messages.delete(newId(), 1, 2)).toEqual({ outcome: 'not_found' });
    });

    it('keeps the client id of a deleted message taken', async () => {
      const room = await createRoom(store());
      const sent = message(room);
      await append(room, sent);
      await store().messages.delete(room.channelId, 1, 9);
      const again = await store().messages.append(sent);
      expect(again).toMatchObject({ outcome: 'duplicate', message: { seq: 1, content: '', deletedAt: 9 } });
    });
  });

  it('numbers messages, edits and deletions that are called at once without a hole, in the order of the calls', async () => {
    const room = await createRoom(store());
    await append(room);
    const calls = Array.from({ length: 60 }, (_, index) => {
      if (index % 3 === 0) return append(room).then(({ seq }) => seq);
      if (index % 3 === 1) return store().messages.edit(room.channelId, 1, String(index), index);
      return store().messages.delete(room.channelId, index, index);
    });
    const seqs = (await Promise.all(calls)).map((result) => {
      if (typeof result === 'number') return result;
      return 'entry' in result ? result.entry.seq : result.outcome;
    });
    const stored = seqs.filter((seq) => typeof seq === 'number');
    expect(stored).toEqual(Array.from(stored, (_, index) => index + 2));
    const { entries, head } = await store().messages.log(room.channelId, 0, 100);
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(['message', 'edit', 'deletion']));
  });
}
