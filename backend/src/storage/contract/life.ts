import { describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '../errors.js';
import type { Store } from '../store.js';
import { createRoom, message } from './fixtures.js';

export function describeLife(open: () => Promise<Store>): void {
  describe('health and close', () => {
    it('takes writes while it is open', async () => {
      const store = await open();
      expect(await store.health()).toEqual({ isWritable: true });
      await store.close();
      expect(await store.health()).toMatchObject({ isWritable: false });
    });

    it('stores what was called before close', async () => {
      const store = await open();
      const room = await createRoom(store);
      const sent = Array.from({ length: 100 }, () => store.messages.append(message(room)));
      const closed = store.close();
      expect((await Promise.all(sent)).map(({ outcome }) => outcome)).toEqual(Array<string>(100).fill('stored'));
      await closed;
    });

    it('rejects calls after close, and closes twice without complaint', async () => {
      const store = await open();
      const room = await createRoom(store);
      const closed = store.close();
      await expect(store.messages.append(message(room))).rejects.toThrow(StoreUnavailable);
      await expect(store.messages.head(room.channelId)).rejects.toThrow(StoreUnavailable);
      await Promise.all([closed, store.close()]);
      await expect(store.users.findById(room.authorId)).rejects.toThrow(StoreUnavailable);
    });
  });
}
