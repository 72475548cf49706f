import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { withRandom } from '../../hostile/seeded-random.js';
import { append, createRoom, message, type Room } from '../contract/fixtures.js';
import { type ReplyCutter, startReplyCutter } from './testing/reply-cutter.js';
import { describeOnMongod } from './testing/servers.js';

describeOnMongod('a reply of MongoDB that is lost', (world) => {
  let cutter: ReplyCutter;
  let room: Room;
  beforeEach(async () => {
    const { mongod, open } = world();
    cutter = await startReplyCutter(mongod.port);
    const { pathname } = new URL(mongod.databaseUrl());
    const store = await open({ url: `mongodb://127.0.0.1:${cutter.port}${pathname}?directConnection=true` });
    room = await createRoom(store);
    await append(room);
  });
  afterEach(() => cutter.close());

  const seqsAndContents = async (): Promise<(string | number)[][]> => {
    const { entries } = await room.store.messages.log(room.channelId, 0, 10_000);
    return entries.map((entry) => [entry.seq, entry.kind === 'deletion' ? '' : entry.content]);
  };

  // The driver tries once more by itself; from the second on it is the store that settles.
  it.each([1, 2])(
    'of an insert, %d times in a row: stored once, under one number',
    async (count) => {
      cutter.cut('insert', count);
      const sent = message(room, { content: 'sent' });
      expect(await room.store.messages.append(sent)).toMatchObject({ outcome: 'stored', message: { seq: 2 } });
      expect(cutter.cuts).toBe(count);
      expect(await room.store.messages.append(sent)).toMatchObject({ outcome: 'duplicate', message: { seq: 2 } });
      expect(await seqsAndContents()).toEqual([
        [1, 'hello'],
        [2, 'sent'],
      ]);
    },
    30_000,
  );

  it.each([1, 2, 3])(
    'of a commit, %d times in a row: edited once',
    async (count) => {
      cutter.cut('commitTransaction', count);
      const edited = await room.store.messages.edit(room.channelId, 1, 'edited', 5);
      expect(edited).toMatchObject({ outcome: 'stored', entry: { seq: 2 }, message: { content: 'edited' } });
      expect(cutter.cuts).toBe(count);
      expect(await seqsAndContents()).toEqual([
        [1, 'edited'],
        [2, 'edited'],
      ]);
    },
    30_000,
  );

  it(
    'again and again among many sends: each is stored once and told as stored',
    () =>
      withRandom(async (random) => {
        const sends = Array.from({ length: 500 }, (_, index) => message(room, { content: `text ${index}` }));
        const outcomes = [];
        while (sends.length > 0) {
          const group = sends.splice(0, 1 + random.below(20));
          if (random.below(4) === 0) cutter.cut('insert', 1 + random.below(3));
          outcomes.push(...(await Promise.all(group.map((sent) => room.store.messages.append(sent)))));
        }
        expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['stored']));
        const expected = Array.from({ length: 500 }, (_, index) => [index + 2, `text ${index}`]);
        expect(await seqsAndContents()).toEqual([[1, 'hello'], ...expected]);
        expect(cutter.cuts).toBeGreaterThan(0);
      }),
    60_000,
  );
});
