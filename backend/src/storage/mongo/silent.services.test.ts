import { expect, it } from '@jest/globals';
import { append, createRoom, message, type Room } from '../contract/fixtures.js';
import { StoreUnavailable } from '../errors.js';
import { HealthLog } from '../testing/health-log.js';
import { describeOnMongod } from './testing/servers.js';

const MAX_CALLS = 200;

describeOnMongod('a MongoDB that is silent', (world) => {
  it('lets every call end in time, takes no more than it can hold, and is used again once it answers', async () => {
    const { mongod, open } = world();
    const health = new HealthLog();
    const store = await open({ maxCalls: MAX_CALLS, onHealthChange: health.record });
    const room = await createRoom(store);
    await append(room);
    const noticed = health.next(false);
    mongod.pause();
    const calls = Array.from({ length: 3 * MAX_CALLS }, () => store.messages.append(message(room)));
    const reads = Array.from({ length: 3 * MAX_CALLS }, () => store.messages.history({ ...room, limit: 1 }));
    const outcomes = await Promise.allSettled([...calls, ...reads]);
    const errors = outcomes.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as unknown) : undefined));
    expect(errors.filter((error) => !(error instanceof StoreUnavailable))).toEqual([]);
    const shed = errors.filter((error) => String(error).includes(`${MAX_CALLS} calls wait already`));
    expect(shed).toHaveLength(4 * MAX_CALLS);
    // Nothing of what was refused at once was tried.
    expect(shed.filter((error) => error instanceof StoreUnavailable && error.isOutcomeUnknown)).toEqual([]);
    await noticed;
    expect(await store.health()).toMatchObject({ isWritable: false });

    const recovered = health.next(true);
    mongod.resume();
    await recovered;
    // Calls that were given up hold their place until the driver lets go of them, so the first tries may be refused.
    await untilStored(room);
    const { entries } = await store.messages.log(room.channelId, 0, 10_000);
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from(entries, (_, index) => index + 1));
    expect(health.changes).toHaveLength(2);
  }, 60_000);

  it('is told as silent also when nobody calls, and when it ends', async () => {
    const { mongod, open } = world();
    const health = new HealthLog();
    await open({ onHealthChange: health.record });
    const isAway = health.next(false);
    await mongod.kill();
    await isAway;
    const isBack = health.next(true);
    await mongod.restart();
    await isBack;
    expect(health.changes.map(({ isWritable }) => isWritable)).toEqual([false, true]);
  }, 60_000);

  it('keeps a close no longer than a call', async () => {
    const { mongod, open } = world();
    const store = await open();
    const room = await createRoom(store);
    mongod.pause();
    const sent = store.messages.append(message(room));
    const closed = store.close();
    await expect(sent).rejects.toBeInstanceOf(StoreUnavailable);
    await closed;
    mongod.resume();
    await expect(append(room)).rejects.toThrow('closed');
  }, 60_000);
});

/** Sends as a client does, the same again while it is refused. */
const untilStored = async (room: Room): Promise<void> => {
  const sent = message(room);
  for (;;) {
    const result = await room.store.messages.append(sent).catch((error: unknown) => error);
    if (!(result instanceof StoreUnavailable)) {
      expect(result).toMatchObject({ message: { channelId: room.channelId } });
      return;
    }
    // Lets the driver's own work go on: a refusal comes at once.
    await new Promise(setImmediate);
  }
};
