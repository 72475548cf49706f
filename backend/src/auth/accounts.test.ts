import { describe, expect, it } from '@jest/globals';
import { newId } from '../chat/ids.js';
import { newUser } from '../chat/users.js';
import { openSqliteStore } from '../storage/sqlite/index.js';
import { TestDirectories } from '../storage/sqlite/testing/directories.js';
import { Accounts } from './accounts.js';

describe('an account', () => {
  it('that was seen within a minute may act while the store is away, and no longer', async () => {
    const directories = new TestDirectories();
    const store = await openSqliteStore({ directory: await directories.make() });
    const user = newUser({ name: 'Ann', email: `${newId()}@chat.example`, password: '' }, '', 'user');
    await store.users.create(user);
    let now = 0;
    const accounts = new Accounts({ users: store.users, now: () => now });
    await accounts.require(user.id);
    await store.close();
    now = 59_999;
    expect(await accounts.require(user.id)).toMatchObject({ userId: user.id });
    // At once, now that it is known that the store is away.
    expect(accounts.require(user.id)).toMatchObject({ userId: user.id });
    now = 60_000;
    await expect(accounts.require(user.id)).rejects.toMatchObject({ code: 'store_unavailable' });
    await expect(accounts.require('another')).rejects.toMatchObject({ code: 'store_unavailable' });
    await directories.remove();
  });
});
