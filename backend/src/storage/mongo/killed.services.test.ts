import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { createRoom } from '../contract/fixtures.js';
import type { Store } from '../store.js';
import { Flood } from './testing/flood.js';
import { describeOnMongod } from './testing/servers.js';

const KILLS = 3;

describeOnMongod('a kill', (world) => {
  it('of a node loses nothing that it acknowledged and leaves no hole for the node beside it', async () => {
    const url = world().mongod.databaseUrl();
    const script = fileURLToPath(new URL('./testing/append-for-ever.js', import.meta.url));
    const child = spawn(process.execPath, [script, url], { stdio: ['ignore', 'pipe', 'inherit'] });
    const beside = await world().open({ url });
    const printed: string[] = [];
    let flood: Flood | undefined;
    for await (const line of createInterface({ input: child.stdout })) {
      printed.push(line);
      // Into the same channel, all the time.
      flood ??= new Flood(await roomOf(beside, line), [beside], 16);
      if (printed.length === 1_000) child.kill('SIGKILL');
    }
    if (child.signalCode === null) await once(child, 'exit');
    await flood?.more(100);
    await flood?.end();
    const stored = new Set(await flood?.storedIn(beside));
    const acknowledged = [...printed.slice(1), ...(flood?.acknowledged ?? [])];
    expect(acknowledged.filter((line) => !stored.has(line))).toEqual([]);
    expect(new Set(acknowledged).size).toBe(acknowledged.length);
    expect(printed.length).toBeGreaterThanOrEqual(1_000);
  }, 60_000);

  it('of mongod, again and again, loses nothing acknowledged, doubles nothing and leaves no hole', async () => {
    const { mongod, open } = world();
    const url = mongod.databaseUrl();
    const [one, two] = [await open({ url }), await open({ url })];
    const flood = new Flood(await createRoom(one), [one, two], 16);
    for (let kill = 0; kill < KILLS; kill++) {
      await flood.more(500);
      await mongod.kill();
      await mongod.restart();
    }
    await flood.more(500);
    await flood.end();
    expect(await flood.storedIn(two)).toEqual(flood.acknowledged);
    process.stdout.write(
      `${flood.acknowledged.length} sends over ${KILLS} kills of mongod, ${flood.refusals} tries refused\n`,
    );
  }, 120_000);
});

const roomOf = async (store: Store, channelId: string) => {
  const channel = await store.channels.findById(channelId);
  return { store, channelId, authorId: channel?.ownerId ?? '' };
};
