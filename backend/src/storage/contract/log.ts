import { describe, expect, it } from '@jest/globals';
import type { CurrentStore } from '../contract.js';
import { append, createRoom, fill, newId } from './fixtures.js';

export function describeLog(store: CurrentStore): void {
  describe('log', () => {
    it('gives messages in their present state, edits and deletions in the order of their numbers', async () => {
      const room = await createRoom(store());
      const first = await append(room, { content: 'a' });
      await store().messages.edit(room.channelId, 1, 'b', 2);
      const third = await append(room, { content: 'c' });
      await store().messages.delete(room.channelId, 3, 4);
      await store().messages.edit(room.channelId, 1, 'd', 5);
      const { channelId } = room;
      expect(await store().messages.log(channelId, 0, 100)).toEqual({
        head: 5,
        entries: [
          { ...first, content: 'd', editedAt: 5 },
          { kind: 'edit', channelId, seq: 2, target: 1, content: 'b', at: 2 },
          { ...third, content: '', deletedAt: 4 },
          { kind: 'deletion', channelId, seq: 4, target: 3, at: 4 },
          { kind: 'edit', channelId, seq: 5, target: 1, content: 'd', at: 5 },
        ],
      });
    });

    it.each([
      ['at the start', 0, 2, [1, 2]],
      ['in the middle', 2, 2, [3, 4]],
      ['before the end', 5, 2, [6]],
      ['at the end', 6, 2, []],
      ['above the end', 60, 2, []],
    ])('gives a slice %s without a hole', async (_, afterSeq, limit, expected) => {
      const room = await createRoom(store());
      await fill(room, 3);
      await store().messages.edit(room.channelId, 2, 'x', 1);
      await store().messages.delete(room.channelId, 2, 2);
      await fill(room, 1);
      const { entries, head } = await store().messages.log(room.channelId, afterSeq, limit);
      expect({ seqs: entries.map(({ seq }) => seq), head }).toEqual({ seqs: expected, head: 6 });
    });

    it('is empty for an unknown channel', async () => {
      expect(await store().messages.log(newId(), 0, 10)).toEqual({ entries: [], head: 0 });
    });

    it('reaches exactly to the head that it names while messages arrive', async () => {
      const room = await createRoom(store());
      const writes = fill(room, 500);
      const read = () => store().messages.log(room.channelId, 0, 1_000);
      const slices = [await read()];
      while ((slices.at(-1)?.head ?? 0) < 500) slices.push(await read());
      await writes;
      expect(slices.map(({ entries }) => entries.length)).toEqual(slices.map(({ head }) => head));
    });
  });
}
