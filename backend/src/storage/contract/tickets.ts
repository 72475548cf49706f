import { describe, expect, it } from '@jest/globals';
import type { CurrentStore } from '../contract.js';
import type { StoredTicket } from '../store.js';
import { newId } from './fixtures.js';

const NOW = 1_700_000_000_000;

const ticket = (given: Partial<StoredTicket> = {}): StoredTicket => ({
  hash: newId(),
  issuerId: newId(),
  channelIds: null,
  expiresAt: NOW + 60_000,
  sessionEndsAt: NOW + 3_600_000,
  ...given,
});

export function describeTickets(store: CurrentStore): void {
  describe('tickets', () => {
    it.each([
      ['of a user', {}],
      ['of the service', { issuerId: null }],
      ['narrowed to channels', { channelIds: ['a', 'b"c'] }],
    ])('gives a ticket %s back as it was kept', async (_what, given) => {
      const kept = ticket(given);
      await store().tickets.put(kept, NOW);
      expect(await store().tickets.take(kept.hash)).toEqual(kept);
    });

    it('gives it once', async () => {
      const kept = ticket();
      await store().tickets.put(kept, NOW);
      await store().tickets.take(kept.hash);
      expect(await store().tickets.take(kept.hash)).toBeUndefined();
    });

    it('gives it to one of a hundred who ask at once', async () => {
      const kept = ticket();
      await store().tickets.put(kept, NOW);
      const taken = await Promise.all(Array.from({ length: 100 }, () => store().tickets.take(kept.hash)));
      expect(taken.filter((one) => one !== undefined)).toEqual([kept]);
    });

    it('knows no ticket that was never kept', async () => {
      expect(await store().tickets.take(newId())).toBeUndefined();
    });

    it('forgets those that have expired when the next one is kept, and no others', async () => {
      const old = ticket({ expiresAt: NOW });
      const young = ticket({ expiresAt: NOW + 1 });
      await store().tickets.put(old, NOW - 60_000);
      await store().tickets.put(young, NOW - 60_000);
      await store().tickets.put(ticket(), NOW);
      expect(await store().tickets.take(old.hash)).toBeUndefined();
      expect(await store().tickets.take(young.hash)).toEqual(young);
    });
  });
}
