import { describe, expect, it } from '@jest/globals';
import type { CurrentStore } from '../contract.js';
import type { NodeStore } from '../node-store.js';
import { createUser, newId } from './fixtures.js';

/** Of a store that several nodes share; of another one nothing is checked. */
export function describeNodes(store: CurrentStore): void {
  const shared = (check: (nodes: NodeStore) => Promise<void>) => async () => {
    const { nodes } = store();
    if (nodes) await check(nodes);
  };

  describe('nodes that share a store', () => {
    it(
      'see each other’s beats grow',
      shared(async (nodes) => {
        const [one, other] = [newId(), newId()];
        const first = await nodes.beat(one);
        expect(first.isNew).toBe(true);
        expect(await nodes.beat(other)).toMatchObject({ isNew: true });
        const second = await nodes.beat(one);
        expect(second.isNew).toBe(false);
        const beatsOf = (answer: typeof first, id: string) => answer.nodes.find(({ nodeId }) => nodeId === id)?.beats;
        expect(beatsOf(second, one)).toBeGreaterThan(beatsOf(first, one) ?? Infinity);
        expect(beatsOf(second, other)).toBeDefined();
      }),
    );

    it(
      'learn that they were removed by being new again',
      shared(async (nodes) => {
        const [one, other] = [newId(), newId()];
        await nodes.beat(one);
        await nodes.remove(one);
        await nodes.remove(one);
        const { nodes: seen } = await nodes.beat(other);
        expect(seen.map(({ nodeId }) => nodeId)).not.toContain(one);
        expect(await nodes.beat(one)).toMatchObject({ isNew: true });
      }),
    );

    it(
      'hear of every status that changed since a mark',
      shared(async (nodes) => {
        const [ada, bob, eve] = [await createUser(store()), await createUser(store()), await createUser(store())];
        const { presences, mark } = await nodes.presenceSince();
        expect(presences).toEqual([]);
        await store().presence.settle('node', [{ userId: ada.id, isHere: true, at: 1 }]);
        await store().users.setStatuses([{ userId: bob.id, status: 'busy' }], 2);
        const since = await nodes.presenceSince(mark);
        const ids = since.presences.map(({ userId }) => userId);
        expect(ids).toEqual(expect.arrayContaining([ada.id, bob.id]));
        expect(ids).not.toContain(eve.id);
        await store().presence.settle('node', [{ userId: ada.id, isHere: false, at: 3 }]);
        const later = await nodes.presenceSince(since.mark);
        expect(later.presences).toContainEqual(
          expect.objectContaining({ userId: ada.id, status: 'offline', lastSeenAt: 3 }),
        );
      }),
    );
  });
}
