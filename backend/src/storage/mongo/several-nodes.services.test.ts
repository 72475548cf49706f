import { expect, it } from '@jest/globals';
import { withRandom } from '../../hostile/seeded-random.js';
import { createRoom, message, type Room } from '../contract/fixtures.js';
import type { Store } from '../store.js';
import { describeOnMongod } from './testing/servers.js';

const SENDERS = 16;
const SENDS = 40;

describeOnMongod('several nodes on one database', (world) => {
  const openNodes = async (count: number): Promise<[Store, Store, ...Store[]]> => {
    const url = world().mongod.databaseUrl();
    const [first, second] = [await world().open({ url }), await world().open({ url })];
    const others = await Promise.all(Array.from({ length: count - 2 }, () => world().open({ url })));
    return [first, second, ...others];
  };

  const send = async (room: Room): Promise<number> => {
    const result = await room.store.messages.append(message(room));
    if (result.outcome !== 'stored') throw new Error(`a send was not stored but ${result.outcome}`);
    return result.message.seq;
  };

  it('number one channel without a hole while all of them write it, each in the order of its calls', async () => {
    const nodes = await openNodes(3);
    const room = await createRoom(nodes[0]);
    const numbersOf = async (store: Store): Promise<number[]> => {
      const numbers: number[] = [];
      const sender = async (): Promise<void> => {
        for (let sent = 0; sent < SENDS; sent++) numbers.push(await send({ ...room, store }));
      };
      await Promise.all(Array.from({ length: SENDERS }, sender));
      return numbers;
    };
    const numbers = await Promise.all(nodes.map(numbersOf));
    const all = numbers.flat().toSorted((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: nodes.length * SENDERS * SENDS }, (_, index) => index + 1));
    for (const ofNode of numbers) expect(ofNode).toEqual(ofNode.toSorted((a, b) => a - b));
    for (const node of nodes) expect(await node.messages.head(room.channelId)).toBe(all.length);
    // No node waits for the others to end.
    const ends = numbers.map((ofNode) => ofNode.at(-1) ?? 0);
    for (const end of ends) expect(end).toBeGreaterThan(all.length / 2);
  }, 60_000);

  it(
    'write many channels together, none of which holds up the others',
    () =>
      withRandom(async (random) => {
        const nodes = await openNodes(2);
        const owner = await createRoom(nodes[0]);
        const rooms = await Promise.all(Array.from({ length: 100 }, () => createRoom(nodes[0], owner.authorId)));
        const sender = async (store: Store): Promise<void> => {
          for (let sent = 0; sent < 10; sent++) await send({ ...random.pick(rooms), store });
        };
        const senders = nodes.flatMap((node) => Array.from({ length: 100 }, () => sender(node)));
        await Promise.all(senders);
        let stored = 0;
        for (const { channelId } of rooms) {
          const { entries } = await nodes[1].messages.log(channelId, 0, 2_000);
          expect(entries.map(({ seq }) => seq)).toEqual(Array.from(entries, (_, index) => index + 1));
          stored += entries.length;
        }
        expect(stored).toBe(2_000);
      }),
    60_000,
  );

  it('store a send once that is made on all of them at once', async () => {
    const nodes = await openNodes(2);
    const room = await createRoom(nodes[0]);
    for (let round = 0; round < 50; round++) {
      const sent = message(room);
      const results = await Promise.all(nodes.map((node) => node.messages.append(sent)));
      expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(['duplicate', 'stored']);
      expect(new Set(results.map((result) => 'message' in result && result.message.seq))).toEqual(new Set([round + 1]));
    }
  }, 60_000);

  it(
    'number messages, edits and deletions of both together, and agree about the end',
    () =>
      withRandom(async (random) => {
        const nodes = await openNodes(2);
        const room = await createRoom(nodes[0]);
        for (let count = 0; count < 10; count++) await send(room);
        const change = async (store: Store): Promise<number | undefined> => {
          const target = 1 + random.below(10);
          const kind = random.below(4);
          if (kind < 2) return send({ ...room, store });
          const result =
            kind === 2
              ? await store.messages.edit(room.channelId, target, `text ${random.below(3)}`, 5)
              : await store.messages.delete(room.channelId, target, 6);
          return result.outcome === 'stored' ? result.entry.seq : undefined;
        };
        const calls = Array.from({ length: 200 }, (_, index) => change(nodes[index % 2] ?? nodes[0]));
        const numbers = (await Promise.all(calls)).filter((seq) => seq !== undefined).toSorted((a, b) => a - b);
        expect(numbers).toEqual(Array.from(numbers, (_, index) => index + 11));
        const logs = await Promise.all(nodes.map((node) => node.messages.log(room.channelId, 0, 1_000)));
        expect(logs[0]?.entries.map(({ seq }) => seq)).toEqual(
          Array.from({ length: numbers.length + 10 }, (_, i) => i + 1),
        );
        expect(logs[1]).toEqual(logs[0]);
      }),
    60_000,
  );

  it('see what another one wrote when it had remembered an older end of the log', async () => {
    const nodes = await openNodes(2);
    const room = await createRoom(nodes[0]);
    for (let seq = 1; seq <= 20; seq++) expect(await send({ ...room, store: nodes[seq % 2] ?? nodes[0] })).toBe(seq);
  });

  it('gives a ticket to one of them', async () => {
    const nodes = await openNodes(2);
    const ticket = { hash: 'hash', issuerId: null, channelIds: null, expiresAt: 2_000, sessionEndsAt: 3_000 };
    await nodes[0].tickets.put(ticket, 1_000);
    const taken = await Promise.all([...nodes, ...nodes].map((node) => node.tickets.take('hash')));
    expect(taken.filter((one) => one !== undefined)).toEqual([ticket]);
  });
});
