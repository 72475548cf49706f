import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RestClient } from '@chatwatch/client';
import { expect, it } from '@jest/globals';
import { parseConfig } from './config.js';
import { events } from './events.js';
import { createLog } from './log.js';
import { type Service, startService } from './service.js';

it('a service that starts again answers the newest page of its channels from memory', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-warm-'));
  const config = parseConfig({ PORT: '0', DATA_DIR: directory, RATE_LIMITS: 'off', LOG_LEVEL: 'debug' });
  let hearWarm: () => void = () => undefined;
  const isWarm = new Promise<void>((resolve) => (hearWarm = resolve));
  const log = createLog(config, {
    write: (line) => {
      if (line.includes('"warmed":1')) hearWarm();
    },
  });
  const start = (): Promise<Service> =>
    startService(config, {
      log,
      onFatal: (error) => {
        throw error;
      },
    });

  const first = await start();
  const account = { name: 'Ann', email: 'ann@example.org', password: 'a password' };
  const { token } = await new RestClient({ baseUrl: first.url }).register(account);
  const before = new RestClient({ baseUrl: first.url, token });
  const channel = await before.createChannel({ name: 'general', type: 'public' });
  await before.sendMessage(channel.id, { clientId: 'one', content: 'hello' });
  await first.stop();

  const second = await start();
  await isWarm;
  const lookups: string[] = [];
  const stop = events.cacheLookup.subscribe(({ group, result }) => lookups.push(`${group} ${result}`));
  const page = await new RestClient({ baseUrl: second.url, token }).history(channel.id);
  stop();
  await second.stop();
  await rm(directory, { recursive: true });
  expect(page).toMatchObject({ head: 1, messages: [{ content: 'hello' }] });
  expect(lookups).toContain('history hit');
});
