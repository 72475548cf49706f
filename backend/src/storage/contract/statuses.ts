import { describe, expect, it } from '@jest/globals';
import type { UserStatus } from '@chatwatch/client';
import type { CurrentStore } from '../contract.js';
import { createUser, newId } from './fixtures.js';

const SEEN_AT = 1_800_000_000_000;

export function describeStatuses(store: CurrentStore): void {
  describe('statuses set in bulk', () => {
    it('are those of the users who exist, and nothing else changes', async () => {
      const [ada, bob] = [await createUser(store()), await createUser(store())];
      const changes = [
        { userId: ada.id, status: 'busy' },
        { userId: newId(), status: 'busy' },
        { userId: bob.id, status: 'online' },
      ] as const;
      expect(await store().users.setStatuses(changes, SEEN_AT)).toEqual({ matched: 2, modified: 2 });
      expect(await store().users.findById(ada.id)).toEqual({ ...ada, status: 'busy', lastSeenAt: SEEN_AT });
      expect(await store().users.findById(bob.id)).toEqual({ ...bob, status: 'online', lastSeenAt: SEEN_AT });
    });

    it('match but modify nothing where they are so already', async () => {
      const ada = await createUser(store(), { status: 'away', lastSeenAt: 5 });
      const changes = [{ userId: ada.id, status: 'away' }] as const;
      expect(await store().users.setStatuses(changes, SEEN_AT)).toEqual({ matched: 1, modified: 0 });
      expect(await store().users.findById(ada.id)).toEqual(ada);
    });

    it('are the last ones of a repeated id, which counts once', async () => {
      const ada = await createUser(store());
      const statuses: UserStatus[] = ['busy', 'away', 'online'];
      const changes = statuses.map((status) => ({ userId: ada.id, status }));
      expect(await store().users.setStatuses(changes, SEEN_AT)).toEqual({ matched: 1, modified: 1 });
      expect(await store().users.findById(ada.id)).toMatchObject({ status: 'online' });
    });

    it('may be none', async () => {
      expect(await store().users.setStatuses([], SEEN_AT)).toEqual({ matched: 0, modified: 0 });
    });

    it('may be a thousand', async () => {
      const users = await Promise.all(Array.from({ length: 1_000 }, () => createUser(store())));
      const changes = users.map(({ id }) => ({ userId: id, status: 'away' as const }));
      expect(await store().users.setStatuses(changes, SEEN_AT)).toEqual({ matched: 1_000, modified: 1_000 });
    });
  });
}
