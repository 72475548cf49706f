import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RestClient } from '@chatwatch/client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Peer } from './testing/peer.js';
import { type SpawnedService, spawnService } from './testing/spawn-service.js';

const SENDS = 200;

let directory: string;
let service: SpawnedService;
let rest: RestClient;
let channelId: string;
let token: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-drain-'));
  service = await spawnService({ DATA_DIR: directory });
  const account = { name: 'Ann', email: 'ann@chat.example', password: 'a password' };
  ({ token } = await new RestClient({ baseUrl: service.url }).register(account));
  rest = new RestClient({ baseUrl: service.url, token });
  ({ id: channelId } = await rest.createChannel({ name: 'general', type: 'public' }));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

/** Sends, and gives the acks that come until the connection closes, with the code it closes with. */
const sendAll = async (peer: Peer): Promise<{ acked: Set<string>; draining: number; code: number }> => {
  const acked = new Set<string>();
  let draining = 0;
  for (let id = 1; id <= SENDS; id++) {
    peer.send({ type: 'send', id, channelId, clientId: `c${id}`, content: 'x' });
  }
  for (;;) {
    const frame = await peer.nextFrame().catch(() => undefined);
    if (!frame) return { acked, draining, code: (await peer.closed()).code };
    if (frame.type === 'ack' && 'clientId' in frame) acked.add(frame.clientId);
    if (frame.type === 'draining') draining += 1;
  }
};

const stored = async (): Promise<number> => {
  const restarted = await spawnService({ DATA_DIR: directory });
  const { head } = await new RestClient({ baseUrl: restarted.url, token }).history(channelId);
  await restarted.end('SIGTERM');
  return head;
};

describe('a service that is told to stop', () => {
  it('acknowledges what was under way, and ends well; a second SIGTERM changes nothing', async () => {
    const peer = await Peer.ready(service.url, token);
    const all = sendAll(peer);
    process.kill(service.pid, 'SIGTERM');
    await service.logged('stopping');
    const exit = service.end('SIGTERM');
    const { acked, draining, code } = await all;
    expect(draining).toBe(1);
    expect(code).toBe(4006);
    expect(await exit).toBe(0);
    expect(service.output.filter((line) => line.includes('"stopping"'))).toHaveLength(1);
    expect(await stored()).toBe(acked.size);
  });

  it('takes no new connections while it stops', async () => {
    const waiting = await Peer.ready(service.url, token);
    const exit = service.end('SIGTERM');
    await waiting.next('draining');
    await expect(Peer.open(service.url)).rejects.toThrow();
    expect((await waiting.closed()).code).toBe(4006);
    expect(await exit).toBe(0);
  });

  it('ends at once on a second SIGINT', async () => {
    const peer = await Peer.open(service.url);
    peer.socket.pause();
    process.kill(service.pid, 'SIGINT');
    await service.logged('stopping');
    expect(await service.end('SIGINT')).toBe(130);
    peer.end();
  });
});
