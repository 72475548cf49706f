import { describe, expect, it } from '@jest/globals';
import type { UserStatus } from '@chatwatch/client';
import type { CurrentStore } from '../contract.js';
import type { PresenceChange } from '../presence-store.js';
import type { StoredUser } from '../store.js';
import { channel, createUser, newId } from './fixtures.js';

const [ONE, OTHER] = ['node-one', 'node-other'];

const came = ({ id }: StoredUser, at: number, status?: UserStatus): PresenceChange => ({
  userId: id,
  isHere: true,
  at,
  ...(status && { status }),
});
const left = ({ id }: StoredUser, at: number): PresenceChange => ({ userId: id, isHere: false, at });

export function describePresence(store: CurrentStore): void {
  const settle = (nodeId: string, ...changes: PresenceChange[]) => store().presence.settle(nodeId, changes);
  const present = async ({ id }: StoredUser) => (await store().presence.find([id]))[0];

  describe('presence', () => {
    it('tells whose status a write changed, and passes unknown ids over', async () => {
      const [ada, bob] = [await createUser(store()), await createUser(store(), { status: 'busy', lastSeenAt: 5 })];
      const stranger = { ...ada, id: newId() };
      const online = { userId: ada.id, status: 'online', lastSeenAt: 17 };
      expect(await settle(ONE, came(ada, 17), came(stranger, 17), came(bob, 18))).toEqual([online]);
      const found = await store().presence.find([ada.id, stranger.id, bob.id, ada.id]);
      expect(found).toHaveLength(2);
      expect(found).toContainEqual(online);
      expect(found).toContainEqual({ userId: bob.id, status: 'busy', lastSeenAt: 18 });
      expect(await store().users.findById(ada.id)).toEqual({ ...ada, status: 'online', lastSeenAt: 17 });
    });

    it('is online from the first node to the last', async () => {
      const ada = await createUser(store());
      const userId = ada.id;
      expect(await settle(ONE, came(ada, 1))).toEqual([{ userId, status: 'online', lastSeenAt: 1 }]);
      expect(await settle(OTHER, came(ada, 2))).toEqual([]);
      expect(await settle(ONE, left(ada, 3))).toEqual([]);
      expect(await settle(OTHER, left(ada, 4))).toEqual([{ userId, status: 'offline', lastSeenAt: 4 }]);
    });

    it('changes once when it is said again, and never goes back in time', async () => {
      const ada = await createUser(store());
      expect(await settle(ONE, came(ada, 5))).toHaveLength(1);
      expect(await settle(ONE, came(ada, 5))).toEqual([]);
      expect(await settle(OTHER, came(ada, 3))).toEqual([]);
      expect(await present(ada)).toMatchObject({ lastSeenAt: 5 });
      await settle(OTHER, left(ada, 4));
      expect(await settle(ONE, left(ada, 6))).toHaveLength(1);
      expect(await settle(ONE, left(ada, 7))).toEqual([]);
      expect(await present(ada)).toEqual({ userId: ada.id, status: 'offline', lastSeenAt: 6 });
    });

    it('holds what was chosen until the last node', async () => {
      const ada = await createUser(store());
      expect(await settle(ONE, came(ada, 1, 'away'))).toMatchObject([{ status: 'away' }]);
      expect(await settle(OTHER, came(ada, 2))).toEqual([]);
      expect(await settle(OTHER, came(ada, 3, 'busy'))).toMatchObject([{ status: 'busy', lastSeenAt: 3 }]);
      expect(await settle(OTHER, left(ada, 4))).toEqual([]);
      expect(await settle(ONE, left(ada, 5))).toMatchObject([{ status: 'offline' }]);
      expect(await settle(ONE, came(ada, 6))).toMatchObject([{ status: 'online' }]);
    });

    it('does not show how long somebody stays who chose to be offline', async () => {
      const ada = await createUser(store());
      await settle(ONE, came(ada, 1));
      expect(await settle(ONE, came(ada, 2, 'offline'))).toMatchObject([{ status: 'offline', lastSeenAt: 2 }]);
      expect(await settle(OTHER, came(ada, 3))).toEqual([]);
      expect(await settle(OTHER, left(ada, 4))).toEqual([]);
      expect(await settle(ONE, left(ada, 5))).toEqual([]);
      expect(await present(ada)).toEqual({ userId: ada.id, status: 'offline', lastSeenAt: 2 });
    });

    it('of two nodes that are left at once tells one', async () => {
      const users = await Promise.all(Array.from({ length: 50 }, () => createUser(store())));
      for (const nodeId of [ONE, OTHER]) await settle(nodeId, ...users.map((user) => came(user, 1)));
      const told = await Promise.all(
        [ONE, OTHER].map((nodeId) => settle(nodeId, ...users.map((user) => left(user, 2)))),
      );
      expect(
        told
          .flat()
          .map(({ userId }) => userId)
          .sort(),
      ).toEqual(users.map(({ id }) => id).sort());
    });

    it('moves from a node that ended without a change of status', async () => {
      const [ended, heir] = [newId(), newId()];
      const users = await Promise.all(Array.from({ length: 5 }, () => createUser(store())));
      await settle(ended, ...users.map((user) => came(user, 1, 'busy')));
      await settle(heir, ...users.slice(0, 1).map((user) => came(user, 1)));
      expect(await store().presence.nodeIds()).toEqual(expect.arrayContaining([ended, heir]));
      expect(await store().presence.findOn(ended, 2)).toHaveLength(2);
      const found = await store().presence.findOn(ended, 10);
      expect(found).toContainEqual({ userId: users[0]?.id, status: 'busy', lastSeenAt: 1 });
      expect(new Set(found.map(({ userId }) => userId))).toEqual(new Set(users.map(({ id }) => id)));

      const moves = users.map((user) => ({ ...came(user, 1), endedNodeId: ended }));
      expect(await settle(heir, ...moves)).toEqual([]);
      expect(await store().presence.findOn(ended, 10)).toEqual([]);
      expect(await store().presence.findOn(heir, 10)).toHaveLength(5);
      expect(await store().presence.nodeIds()).not.toContain(ended);
      expect(await settle(heir, ...users.map((user) => left(user, 2)))).toHaveLength(5);
      expect(await store().presence.nodeIds()).not.toContain(heir);
    });

    it('is offline where the last node ended and he left this one before', async () => {
      const ada = await createUser(store());
      const ended = newId();
      await settle(ended, came(ada, 1));
      expect(await settle(ONE, { ...left(ada, 2), endedNodeId: ended })).toMatchObject([{ status: 'offline' }]);
    });

    it('may be of nobody', async () => {
      expect(await store().presence.settle(ONE, [])).toEqual([]);
      expect(await store().presence.find([])).toEqual([]);
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
