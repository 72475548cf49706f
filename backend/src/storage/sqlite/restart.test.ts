import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { append, createRoom, createUser, fill, message } from '../contract/fixtures.js';
import { openSqliteStore } from './index.js';
import { TestDirectories } from './testing/directories.js';

const directories = new TestDirectories();
afterAll(() => directories.remove());

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function appendForEver(directory: string) {
  const script = fileURLToPath(new URL('./testing/append-for-ever.js', import.meta.url));
  const child = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return { child, lines: createInterface({ input: child.stdout }) };
}

describe('a store that is opened again', () => {
  it('has everything it had, and goes on with the numbers', async () => {
    const directory = await directories.make();
    const first = await openSqliteStore({ directory });
    const room = await createRoom(first);
    const member = await createUser(first);
    await first.channels.addMember(room.channelId, member.id);
    const sent = message(room);
    await append(room, sent);
    await fill(room, 4);
    await first.messages.edit(room.channelId, 1, 'edited', 7);
    await first.messages.delete(room.channelId, 2, 8);
    const before = await first.messages.log(room.channelId, 0, 100);
    await first.close();

    const second = await openSqliteStore({ directory });
    expect(await second.messages.log(room.channelId, 0, 100)).toEqual(before);
    expect(await second.users.findById(member.id)).toEqual(member);
    expect(await second.channels.isMember(room.channelId, member.id)).toBe(true);
    expect(await second.messages.append(sent)).toMatchObject({ outcome: 'duplicate', message: { content: 'edited' } });
    expect(await append({ ...room, store: second })).toMatchObject({ seq: 8 });
    await second.close();
  });

  it('was left as one file by close', async () => {
    const directory = await directories.make();
    const store = await openSqliteStore({ directory });
    await fill(await createRoom(store), 10);
    await store.close();
    expect(existsSync(join(directory, 'chatwatch.db'))).toBe(true);
    expect(existsSync(join(directory, 'chatwatch.db-wal'))).toBe(false);
  });
});

describe('a directory in use', () => {
  it('refuses a second store of the same process, by name, until the first is closed', async () => {
    const directory = await directories.make();
    const first = await openSqliteStore({ directory });
    const second = openSqliteStore({ directory });
    await expect(second).rejects.toMatchObject({ code: 'store_locked', message: expect.stringContaining(directory) });
    await append(await createRoom(first));
    await first.close();
    await (await openSqliteStore({ directory })).close();
  });

  it('refuses a second process, and is free with all acknowledged messages once the first is killed', async () => {
    const directory = await directories.make();
    const { child, lines } = appendForEver(directory);
    const printed: string[] = [];
    let refusal: unknown;
    for await (const line of lines) {
      printed.push(line);
      if (printed.length === 1) refusal = await openSqliteStore({ directory }).catch((error: unknown) => error);
      if (printed.length === 2_000) child.kill('SIGKILL');
    }
    if (child.signalCode === null) await once(child, 'exit');

    expect(refusal).toMatchObject({ code: 'store_locked' });
    const [channelId = '', ...acknowledged] = printed;
    const store = await openSqliteStore({ directory });
    const { entries, head } = await store.messages.log(channelId, 0, 1_000_000);
    await store.close();
    const stored = entries.map((entry) => `${entry.seq} ${entry.kind === 'message' ? entry.content : ''}`);
    expect(acknowledged.length).toBeGreaterThanOrEqual(1_999);
    expect(stored).toEqual(expect.arrayContaining(acknowledged));
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
  });
});
