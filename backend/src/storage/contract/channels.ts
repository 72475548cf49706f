import { describe, expect, it } from '@jest/globals';
import type { CurrentStore } from '../contract.js';
import { append, channel, createRoom, createUser, newId } from './fixtures.js';

export function describeChannels(store: CurrentStore): void {
  describe('channels', () => {
    it('gives a channel back as it was created', async () => {
      const owner = await createUser(store());
      const created = channel(owner.id, { name: 'Räume 🏠', type: 'direct', createdAt: 5 });
      await store().channels.create(created, []);
      expect(await store().channels.findById(created.id)).toEqual(created);
      expect(await store().channels.findById(newId())).toBeUndefined();
    });

    it('makes the owner and every known member a member once', async () => {
      const [owner, other] = [await createUser(store()), await createUser(store())];
      const created = channel(owner.id);
      await store().channels.create(created, [other.id, newId(), owner.id, other.id]);
      const members = await store().channels.memberIds(created.id);
      expect(members.toSorted()).toEqual([owner.id, other.id].toSorted());
    });

    it('rejects an unknown owner and a taken id, and fails nothing that was called beside them', async () => {
      const owner = await createUser(store());
      const [first, last] = [channel(owner.id), channel(owner.id)];
      await store().channels.create(first, []);
      const outcomes = await Promise.allSettled([
        store().channels.create(channel(newId()), [owner.id]),
        store().channels.create({ ...first, name: 'again' }, []),
        store().channels.create(last, []),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
      expect(await store().channels.findById(first.id)).toEqual(first);
      expect(await store().channels.memberIds(last.id)).toEqual([owner.id]);
    });

    it('knows which channels were used last', async () => {
      const room = await createRoom(store());
      const rooms = [room, await createRoom(store(), room.authorId), await createRoom(store(), room.authorId)];
      const unused = await createRoom(store(), room.authorId);
      // Later than what other tests send.
      for (const [index, at] of [20, 10, 30].entries()) {
        const one = rooms[index] ?? room;
        await append(one, { createdAt: 5 });
        await append(one, { createdAt: 1_900_000_000_000 + at });
      }
      const [first, second, third] = rooms.map(({ channelId }) => channelId);
      expect(await store().channels.lastUsed(2)).toEqual([third, first]);
      const all = await store().channels.lastUsed(1_000);
      expect(all.slice(0, 3)).toEqual([third, first, second]);
      expect(all).not.toContain(unused.channelId);
    });

    it('adds and removes a member, and says when there was nothing to do', async () => {
      const [owner, other] = [await createUser(store()), await createUser(store())];
      const { id } = channel(owner.id);
      await store().channels.create(channel(owner.id, { id }), []);
      expect(await store().channels.isMember(id, other.id)).toBe(false);
      expect(await store().channels.addMember(id, other.id)).toBe(true);
      expect(await store().channels.addMember(id, other.id)).toBe(false);
      expect(await store().channels.isMember(id, other.id)).toBe(true);
      expect(await store().channels.removeMember(id, other.id)).toBe(true);
      expect(await store().channels.removeMember(id, other.id)).toBe(false);
      expect(await store().channels.isMember(id, other.id)).toBe(false);
      expect(await store().channels.isMember(id, owner.id)).toBe(true);
    });

    it('knows no members of unknown channels and no unknown users', async () => {
      const owner = await createUser(store());
      const created = channel(owner.id);
      await store().channels.create(created, []);
      expect(await store().channels.addMember(created.id, newId())).toBe(false);
      expect(await store().channels.addMember(newId(), owner.id)).toBe(false);
      expect(await store().channels.removeMember(newId(), owner.id)).toBe(false);
      expect(await store().channels.isMember(newId(), owner.id)).toBe(false);
      expect(await store().channels.memberIds(newId())).toEqual([]);
    });

    it('lists a user’s own channels and every public one, by creation', async () => {
      const [owner, reader] = [await createUser(store()), await createUser(store())];
      const late = channel(owner.id, { type: 'public', createdAt: 3 });
      const hidden = channel(owner.id, { createdAt: 2 });
      const early = channel(owner.id, { createdAt: 1 });
      await store().channels.create(late, [reader.id]);
      await store().channels.create(hidden, []);
      await store().channels.create(early, [reader.id]);
      const ours = new Set([late.id, hidden.id, early.id]);
      const listed = async (userId: string) =>
        (await store().channels.listVisible(userId)).filter(({ id }) => ours.has(id));
      expect(await listed(reader.id)).toEqual([early, late]);
      expect(await listed(owner.id)).toEqual([early, hidden, late]);
      expect(await listed(newId())).toEqual([late]);
    });
  });
}
