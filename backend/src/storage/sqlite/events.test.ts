import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { append, channel, createRoom, newId } from '../contract/fixtures.js';
import { events } from '../../events.js';
import type { CommitEvent, QueryEvent } from '../../events.js';
import { openSqliteStore } from './index.js';
import { TestDirectories } from './testing/directories.js';

const directories = new TestDirectories();
afterAll(() => directories.remove());

const unsubscribes: (() => void)[] = [];
afterEach(() => {
  for (const unsubscribe of unsubscribes.splice(0)) unsubscribe();
});

describe('the store’s events', () => {
  it('count the writes of each commit', async () => {
    const store = await openSqliteStore({ directory: await directories.make() });
    const room = await createRoom(store);
    const commits: CommitEvent[] = [];
    unsubscribes.push(events.commit.subscribe((event) => commits.push(event)));
    await Promise.all([append(room), append(room), append(room)]);
    await store.close();
    expect(commits).toEqual([{ writes: 3, durationSeconds: expect.any(Number) }]);
    expect(commits[0]?.durationSeconds).toBeGreaterThan(0);
  });

  it('name every call by operation and collection, and its failure', async () => {
    const store = await openSqliteStore({ directory: await directories.make() });
    const queries: QueryEvent[] = [];
    unsubscribes.push(events.query.subscribe((event) => queries.push(event)));
    const room = await createRoom(store);
    await append(room);
    await store.messages.history({ channelId: room.channelId, limit: 1 });
    await store.channels.isMember(room.channelId, room.authorId);
    await expect(store.channels.create(channel(newId()), [])).rejects.toThrow('owner');
    await store.close();
    expect(queries.map(({ operation, collection, isError }) => `${operation} ${collection} ${isError}`)).toEqual([
      'insert users false',
      'insert channels false',
      'insert messages false',
      'find messages false',
      'count members false',
      'insert channels true',
    ]);
  });
});
