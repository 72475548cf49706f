import { afterEach, expect, it } from '@jest/globals';
import { type CommitEvent, events, type QueryEvent } from '../../events.js';
import { append, channel, createRoom, newId } from '../contract/fixtures.js';
import { describeOnMongod } from './testing/servers.js';

describeOnMongod('the events of the store on MongoDB', (world) => {
  const unsubscribes: (() => void)[] = [];
  afterEach(() => {
    for (const unsubscribe of unsubscribes.splice(0)) unsubscribe();
  });

  it('count the writes of each commit', async () => {
    const room = await createRoom(await world().open());
    const commits: CommitEvent[] = [];
    unsubscribes.push(events.commit.subscribe((event) => commits.push(event)));
    await Promise.all([append(room), append(room), append(room)]);
    expect(commits).toEqual([{ writes: 3, durationSeconds: expect.any(Number) }]);
    expect(commits[0]?.durationSeconds).toBeGreaterThan(0);
  });

  it('name every call by operation and collection, and its failure', async () => {
    const store = await world().open();
    const queries: QueryEvent[] = [];
    unsubscribes.push(events.query.subscribe((event) => queries.push(event)));
    const room = await createRoom(store);
    await append(room);
    await store.messages.history({ channelId: room.channelId, limit: 1 });
    await store.channels.isMember(room.channelId, room.authorId);
    await expect(store.channels.create(channel(newId()), [])).rejects.toThrow('owner');
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
