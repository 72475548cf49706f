import { afterAll, describe, expect, it } from '@jest/globals';
import { createUser, user } from '../contract/fixtures.js';
import { openSqliteStore } from './index.js';
import { fromUser } from './rows.js';
import { TestDirectories } from './testing/directories.js';
import { migrate, migrations } from './worker/migrations.js';

const directories = new TestDirectories();
afterAll(() => directories.remove());

describe('the index of names', () => {
  it('follows whatever renames a user', async () => {
    const directory = await directories.make();
    const store = await openSqliteStore({ directory });
    const { id } = await createUser(store, { name: 'Before' });
    const database = directories.connect(directory);
    migrate(database);
    database.prepare('UPDATE users SET name = ? WHERE id = ?').run('Áfter', id);
    expect(await store.users.search('before', 20)).toEqual([]);
    expect(await store.users.search('after', 20)).toMatchObject([{ id, name: 'Áfter' }]);
    database.exec("INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)");
    await store.close();
  });

  it('follows an account that is disabled from a shell, and enabled again', async () => {
    const directory = await directories.make();
    const store = await openSqliteStore({ directory });
    await createUser(store, { name: 'Ann' });
    await createUser(store, { name: 'Ben Ann' });
    const shell = directories.connect(directory);
    const found = async () => (await store.users.search('ann', 20)).map(({ name }) => name);
    shell.exec('UPDATE users SET is_disabled = 1');
    expect(await found()).toEqual([]);
    shell.exec('UPDATE users SET is_disabled = 0');
    expect(await found()).toEqual(['Ann', 'Ben Ann']);
    shell.exec("INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)");
    await store.close();
  });

  it('takes in the users of a database from before it', async () => {
    const directory = await directories.make();
    const database = directories.connect(directory);
    const before = migrations.findIndex(({ sql }) => sql.includes('search_names'));
    migrate(database, migrations.slice(0, before));
    const insert = database.prepare('INSERT INTO users VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    insert.run(...fromUser(user({ name: 'Ann' })));
    insert.run(...fromUser(user({ name: 'Anna', isDisabled: true })));
    const store = await openSqliteStore({ directory });
    expect(await store.users.search('an', 20)).toMatchObject([{ name: 'Ann' }]);
    await store.close();
  });
});
