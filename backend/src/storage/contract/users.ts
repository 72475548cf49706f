import { describe, expect, it } from '@jest/globals';
import type { CurrentStore } from '../contract.js';
import { createUser, newId, user } from './fixtures.js';

export function describeUsers(store: CurrentStore): void {
  describe('users', () => {
    it('gives a user back as it was created, by id and by e-mail', async () => {
      const ada = user({ avatarUrl: 'https://example.org/a.png', role: 'admin', isDisabled: true, lastSeenAt: 17 });
      expect(await store().users.create(ada)).toBe(true);
      expect(await store().users.findById(ada.id)).toEqual(ada);
      expect(await store().users.findByEmail(ada.email)).toEqual(ada);
    });

    it('keeps the nulls of a user', async () => {
      const ada = await createUser(store(), { avatarUrl: null, lastSeenAt: null });
      expect(await store().users.findById(ada.id)).toEqual(ada);
    });

    it('finds no unknown user', async () => {
      expect(await store().users.findById(newId())).toBeUndefined();
      expect(await store().users.findByEmail(newId())).toBeUndefined();
    });

    it('refuses a taken e-mail and leaves its owner as it is', async () => {
      const ada = await createUser(store());
      expect(await store().users.create(user({ email: ada.email, name: 'Eve' }))).toBe(false);
      expect(await store().users.findByEmail(ada.email)).toEqual(ada);
    });

    it('lets one of many concurrent users have an e-mail', async () => {
      const email = `${newId()}@example.org`;
      const created = await Promise.all(Array.from({ length: 10 }, () => store().users.create(user({ email }))));
      expect(created.filter(Boolean)).toHaveLength(1);
    });

    it('compares e-mails as given', async () => {
      const ada = await createUser(store());
      expect(await store().users.findByEmail(ada.email.toUpperCase())).toBeUndefined();
    });

    it('rejects a second user of the same id', async () => {
      const ada = await createUser(store());
      await expect(store().users.create(user({ id: ada.id }))).rejects.toMatchObject({ code: 'store_rejected' });
    });

    it('finds the authors that exist among many ids, each once', async () => {
      const ada = await createUser(store(), { name: 'Ada', avatarUrl: '/a.png' });
      const bob = await createUser(store(), { name: 'Bob' });
      const found = await store().users.findAuthors([ada.id, newId(), bob.id, ada.id]);
      expect(found).toHaveLength(2);
      expect(found).toContainEqual({ id: ada.id, name: 'Ada', avatarUrl: '/a.png' });
      expect(found).toContainEqual({ id: bob.id, name: 'Bob', avatarUrl: null });
    });

    it('changes the role of one user and nothing else', async () => {
      const ada = await createUser(store());
      const bob = await createUser(store());
      await store().users.setRole(ada.id, 'admin');
      expect(await store().users.findById(ada.id)).toEqual({ ...ada, role: 'admin' });
      expect(await store().users.findById(bob.id)).toEqual(bob);
      await store().users.setRole(ada.id, 'user');
      expect(await store().users.findByEmail(ada.email)).toEqual(ada);
    });

    it('changes nothing when the role of an unknown user is set', async () => {
      const id = newId();
      await store().users.setRole(id, 'admin');
      expect(await store().users.findById(id)).toBeUndefined();
    });

    it('disables one account and enables it again, and nothing else of it changes', async () => {
      const ada = await createUser(store());
      const bob = await createUser(store());
      await store().users.setDisabled(ada.id, true);
      expect(await store().users.findById(ada.id)).toEqual({ ...ada, isDisabled: true });
      expect(await store().users.findById(bob.id)).toEqual(bob);
      await store().users.setDisabled(ada.id, false);
      expect(await store().users.findById(ada.id)).toEqual(ada);
    });

    it('changes nothing when an unknown user is disabled', async () => {
      const id = newId();
      await store().users.setDisabled(id, true);
      expect(await store().users.findById(id)).toBeUndefined();
    });

    it('tells those who are disabled or unknown among many ids', async () => {
      const ada = await createUser(store());
      const bob = await createUser(store());
      const unknown = newId();
      await store().users.setDisabled(bob.id, true);
      const inactive = await store().users.findInactive([ada.id, bob.id, unknown]);
      expect(inactive.sort()).toEqual([bob.id, unknown].sort());
      expect(await store().users.findInactive([])).toEqual([]);
    });

    it('finds no authors among none', async () => {
      expect(await store().users.findAuthors([])).toEqual([]);
    });
  });
}
