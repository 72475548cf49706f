import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { writeOperations } from './operations.js';
import type { WriteCalls } from './operations.js';
import { StoreThread } from './store-thread.js';
import { TestDirectories } from './testing/directories.js';

const directories = new TestDirectories();
afterAll(() => directories.remove());

async function start(onDeath: (error: Error) => void): Promise<StoreThread<WriteCalls>> {
  const options = {
    role: 'writer',
    directory: await directories.make(),
    busyTimeoutMs: 1_000,
    probeIntervalMs: 100,
  } as const;
  const limits = { deadlineMs: 5_000, maxWaiting: 100 };
  const thread = new StoreThread(options, writeOperations, limits, { onMessage: () => undefined, onDeath });
  await thread.opened;
  return thread;
}

describe('a thread', () => {
  it('that dies rejects what waits and what comes, with an unknown outcome, and is reported once', async () => {
    const deaths: Error[] = [];
    const thread = await start((error) => deaths.push(error));
    const waiting = thread.lane.call('addMember', 'a', 'b').catch((error: unknown) => error);
    await thread.terminate();
    expect(await waiting).toMatchObject({ isOutcomeUnknown: true });
    await expect(thread.lane.call('addMember', 'a', 'b')).rejects.toThrow('writer thread has ended');
    await thread.close();
    expect(deaths).toMatchObject([{ code: 'store_unavailable' }]);
  });

  it('that is closed answers what waits and is not reported', async () => {
    const onDeath = jest.fn();
    const thread = await start(onDeath);
    const waiting = thread.lane.call('addMember', 'a', 'b');
    await thread.close();
    expect(await waiting).toBe(false);
    expect(onDeath).not.toHaveBeenCalled();
  });
});
