import { describe, expect, it } from '@jest/globals';
import type { CurrentStore } from '../contract.js';
import type { StoredPresence } from '../store.js';
import { channel, createUser, newId } from './fixtures.js';

export function describePresence(store: CurrentStore): void {
  describe('presence', () => {
    it('is kept for many users in one write, unknown ids passed over', async () => {
      const [ada, bob] = [await createUser(store(), { status: 'busy' }), await createUser(store(), { lastSeenAt: 5 })];
      const changes: StoredPresence[] = [
        { userId: ada.id, status: 'online', lastSeenAt: 17, isConnected: true },
        { userId: newId(), status: 'online', lastSeenAt: 17, isConnected: true },
      ];
      await store().users.setPresence(changes);
      const found = await store().users.findPresence([ada.id, newId(), bob.id, ada.id]);
      expect(found).toHaveLength(2);
      expect(found).toContainEqual(changes[0]);
      expect(found).toContainEqual({ userId: bob.id, status: 'offline', lastSeenAt: 5, isConnected: false });
      expect(await store().users.findById(ada.id)).toEqual({ ...ada, status: 'online', lastSeenAt: 17 });
    });

    it('tells who is connected', async () => {
      const [ada, bob] = [await createUser(store()), await createUser(store())];
      const connected = { status: 'busy', lastSeenAt: 1, isConnected: true } as const;
      await store().users.setPresence([ada.id, bob.id].map((userId) => ({ userId, ...connected })));
      await store().users.setPresence([{ userId: bob.id, ...connected, isConnected: false }]);
      const found = await store().users.findConnected();
      expect(found).toContainEqual({ userId: ada.id, ...connected });
      expect(found.map(({ userId }) => userId)).not.toContain(bob.id);
    });

    it('may be of nobody', async () => {
      await store().users.setPresence([]);
      expect(await store().users.findPresence([])).toEqual([]);
    });
  });

  describe('shared channels', () => {
    it('are the private and direct ones of any of the users, with all members, each once', async () => {
      const [ada, bob, eve] = [await createUser(store()), await createUser(store()), await createUser(store())];
      const [team, direct] = [channel(ada.id), channel(bob.id, { type: 'direct' })];
      await store().channels.create(team, [bob.id, eve.id]);
      await store().channels.create(direct, [ada.id]);
      await store().channels.create(channel(ada.id, { type: 'public' }), [bob.id]);
      const shared = async (userIds: string[], maxMembers = 10) =>
        (await store().channels.findShared(userIds, maxMembers)).map(({ channelId, memberIds }) => [
          channelId,
          new Set(memberIds),
        ]);
      const all = [
        [team.id, new Set([ada.id, bob.id, eve.id])],
        [direct.id, new Set([ada.id, bob.id])],
      ];
      expect(new Set(await shared([ada.id, bob.id, newId()]))).toEqual(new Set(all));
      expect(await shared([eve.id])).toEqual([all[0]]);
      expect(await shared([ada.id], 2)).toEqual([all[1]]);
      expect(await shared([ada.id], 3)).toHaveLength(2);
      await store().channels.removeMember(team.id, eve.id);
      expect(await shared([eve.id])).toEqual([]);
      expect(await shared([])).toEqual([]);
    });
  });
}
