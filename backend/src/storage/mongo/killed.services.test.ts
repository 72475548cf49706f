import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { createRoom, message, newId, type Room } from '../contract/fixtures.js';
import { StoreUnavailable } from '../errors.js';
import type { Store } from '../store.js';
import { describeOnMongod } from './testing/servers.js';

const KILLS = 3;

/** Numbers and texts of all of a channel's messages, as an acknowledgement names them: `<seq> <text>`. */
const logOf = async (store: Store, channelId: string): Promise<string[]> => {
  const { entries } = await store.messages.log(channelId, 0, 1_000_000);
  expect(entries.map(({ seq }) => seq)).toEqual(Array.from(entries, (_, index) => index + 1));
  return entries.map((entry) => `${entry.seq} ${entry.kind === 'message' ? entry.content : ''}`);
};

describeOnMongod('a kill', (world) => {
  it('of a node loses nothing that it acknowledged and leaves no hole for the node beside it', async () => {
    const url = world().mongod.databaseUrl();
    const script = fileURLToPath(new URL('./testing/append-for-ever.js', import.meta.url));
    const child = spawn(process.execPath, [script, url], { stdio: ['ignore', 'pipe', 'inherit'] });
    const other = await world().open({ url });
    const printed: string[] = [];
    const beside: Promise<string>[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      printed.push(line);
      const [channelId = ''] = printed;
      const { authorId } = await authorOf(other, channelId);
      // Into the same channel, all the time.
      const content = newId();
      const sent = message({ store: other, channelId, authorId }, { content });
      const stored = other.messages.append(sent);
      beside.push(stored.then((result) => `${'message' in result ? result.message.seq : 0} ${content}`));
      if (printed.length === 1_000) child.kill('SIGKILL');
    }
    if (child.signalCode === null) await once(child, 'exit');
    const [channelId = '', ...acknowledged] = printed;
    acknowledged.push(...(await Promise.all(beside)));
    const stored = new Set(await logOf(other, channelId));
    const lost = acknowledged.filter((line) => !stored.has(line));
    expect(lost).toEqual([]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(2 * 999);
  }, 60_000);

  it('of mongod, again and again, loses nothing acknowledged, doubles nothing and leaves no hole', async () => {
    const { mongod, open } = world();
    const url = mongod.databaseUrl();
    const [one, two] = [await open({ url }), await open({ url })];
    const room = await createRoom(one);
    let isOver = false;
    let refusals = 0;
    const acknowledged = new Acknowledged();
    const sender = async (store: Store): Promise<void> => {
      while (!isOver) {
        const content = newId();
        const seq = await sendUntilStored({ ...room, store }, content, () => (refusals += 1));
        acknowledged.push(`${seq} ${content}`);
      }
    };
    const senders = [one, two].flatMap((store) => Array.from({ length: 16 }, () => sender(store)));
    for (let kill = 0; kill < KILLS; kill++) {
      await acknowledged.more(500);
      await mongod.kill();
      await mongod.restart();
    }
    await acknowledged.more(500);
    isOver = true;
    await Promise.all(senders);
    expect((await logOf(one, room.channelId)).toSorted()).toEqual(acknowledged.lines.toSorted());
    process.stdout.write(
      `${acknowledged.lines.length} sends over ${KILLS} kills of mongod, ${refusals} tries refused\n`,
    );
  }, 120_000);
});

/** Who owns the channel, and so may write it. */
const authorOf = async (store: Store, channelId: string): Promise<{ authorId: string }> => {
  const channel = await store.channels.findById(channelId);
  return { authorId: channel?.ownerId ?? '' };
};

/** As a client does: the same client id until it is told that the message is stored. */
const sendUntilStored = async (room: Room, content: string, onRefusal: () => void): Promise<number> => {
  const sent = message(room, { content });
  for (;;) {
    try {
      const result = await room.store.messages.append(sent);
      return 'message' in result ? result.message.seq : 0;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      onRefusal();
    }
  }
};

/** What was acknowledged, for a test that waits for more of it. */
class Acknowledged {
  readonly lines: string[] = [];
  #wake: { readonly at: number; readonly resolve: () => void } | undefined;

  push(line: string): void {
    this.lines.push(line);
    if (this.#wake && this.lines.length >= this.#wake.at) this.#wake.resolve();
  }

  more(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = { at: this.lines.length + count, resolve };
    });
  }
}
