import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { ChatClient, newClientId, RestClient } from '@chatwatch/client';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { formOf, postForm } from '../testing/upload.js';
import { type Programs, type Stack, startStack } from './testing/stack.js';

const PROGRAMS: Record<keyof Programs, string> = {
  composeSpec: 'compose-spec',
  haproxy: 'haproxy',
  mongod: 'mongod',
  redisServer: 'redis-server',
};
const found = Object.entries(PROGRAMS).map(([key, name]) => [key, findProgram(name)] as const);
const isComplete = found.every(([, program]) => program !== undefined);

const REGISTRATIONS = 8;
const UPLOAD_MAX_BYTES = 1_048_576;

(isComplete ? describe : describe.skip)('what docker-compose.yml starts, without containers', () => {
  let stack: Stack;
  let token: string;
  let rest: RestClient;
  let channelId: string;

  beforeAll(async () => {
    // Complete, as it was looked at above.
    const programs = Object.fromEntries(found) as unknown as Programs;
    const limits = { RATE_LIMIT_REGISTRATIONS: `${REGISTRATIONS}/600`, UPLOAD_MAX_BYTES: String(UPLOAD_MAX_BYTES) };
    stack = await startStack(programs, { RATE_LIMITS: 'on', ...limits });
    const account = { name: 'Ann', email: 'ann@chat.example', password: 'a password' };
    ({ token } = await new RestClient({ baseUrl: stack.url }).register(account));
    rest = new RestClient({ baseUrl: stack.url, token });
    channelId = (await rest.createChannel({ name: 'general', type: 'public' })).id;
  }, 120_000);
  afterAll(() => stack.stop());

  const status = async (path: string, init?: RequestInit): Promise<number> =>
    (await fetch(`${stack.url}${path}`, init)).status;

  const post = (): Promise<number> =>
    status(`/api/channels/${channelId}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ clientId: newClientId(), content: 'text' }),
    });

  /** A reader whose entries can be waited for, over any number of connections. */
  const reader = async (): Promise<{ client: ChatClient; seqs: number[]; reached: (seq: number) => Promise<void> }> => {
    const client = new ChatClient({ url: `${stack.url.replace('http', 'ws')}/ws`, token, history: rest });
    await client.connect();
    const seqs: number[] = [];
    let notify = (): void => undefined;
    client.subscribe(channelId, {
      afterSeq: (await rest.history(channelId)).head,
      onEntry: ({ seq }) => {
        seqs.push(seq);
        notify();
      },
      onReset: () => {
        throw new Error('nothing was missed');
      },
    });
    const reached = (seq: number): Promise<void> =>
      new Promise((resolve) => {
        notify = () => {
          if ((seqs.at(-1) ?? 0) >= seq) resolve();
        };
        notify();
      });
    return { client, seqs, reached };
  };

  test('the administrator of .env signs in', async () => {
    const { ADMIN_EMAIL: email = '', ADMIN_PASSWORD: password = '' } = stack.env;
    expect(await new RestClient({ baseUrl: stack.url }).login({ email, password })).toMatchObject({ user: { email } });
  });

  test('Redis takes everything that the service sends, and from others a ping alone', async () => {
    for (const name of ['backend-1', 'backend-2'] as const) {
      const headers = { authorization: `Bearer ${stack.env.SERVICE_TOKEN ?? ''}` };
      const metrics = await (await fetch(`${stack.node(name).url}/metrics`, { headers })).text();
      expect(metrics).toMatch(/^chat_redis_up(\{.*\})? 1$/m);
      expect(metrics).not.toMatch(/^chat_redis_failures_total\{.*\} [1-9]/m);
    }
    const stranger = new Redis(stack.redisPort, '127.0.0.1', { lazyConnect: true, enableReadyCheck: false });
    await stranger.connect();
    expect(await stranger.ping()).toBe('PONG');
    await expect(stranger.get('chatwatch:any')).rejects.toThrow(/NOPERM/);
    stranger.disconnect();
  });

  test('metrics of a node are not to be had through the balancer', async () => {
    const headers = { authorization: `Bearer ${stack.env.SERVICE_TOKEN ?? ''}` };
    for (const path of ['/metrics', '/Metrics/', '//metrics']) expect(await status(path, { headers })).toBe(404);
  });

  test('the service counts for whom the balancer sees, whatever he says of himself', async () => {
    const register = async (localAddress: string, forwardedFor: string): Promise<number | undefined> => {
      const call = request(`${stack.url}/api/auth/register`, {
        method: 'POST',
        localAddress,
        headers: { 'content-type': 'application/json', 'x-forwarded-for': forwardedFor },
      });
      const account = { name: 'Ben', email: `${newClientId()}@chat.example`, password: 'a password' };
      call.end(JSON.stringify(account));
      // Its events carry what Node's types say they do.
      const [response] = (await once(call, 'response')) as [IncomingMessage];
      response.resume();
      return response.statusCode;
    };
    const numbers = Array.from({ length: REGISTRATIONS }, (_, at) => at + 1);
    const claimed = (at: number): string => `198.51.100.${at}`;
    expect(await Promise.all(numbers.map((at) => register('127.0.0.2', claimed(at))))).toEqual(numbers.map(() => 201));
    expect(await register('127.0.0.2', claimed(99))).toBe(429);
    expect(await register('127.0.0.3', '127.0.0.2')).toBe(201);
  }, 60_000);

  test('files go through', async () => {
    const bytes = new TextEncoder().encode('line\n'.repeat(100_000));
    const answer = await postForm(stack.url, token, formOf({ bytes, name: 'lines.txt', type: 'text/plain' }));
    // The shape of an uploaded file.
    const { id } = (await answer.json()) as { id: string };
    expect(await (await rest.downloadFile(id)).arrayBuffer()).toEqual(bytes.buffer);
  });

  test('an upload reaches its node while it goes on: a file that grows too large is refused before its end', async () => {
    const call = request(`${stack.url}/api/files`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'multipart/form-data; boundary=b',
        'content-length': 100 * UPLOAD_MAX_BYTES,
      },
    });
    call.on('error', () => undefined);
    call.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n');
    call.write('a'.repeat(UPLOAD_MAX_BYTES + 1));
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    call.destroy();
  });

  test('with no node ready, the answer is still one of the service', async () => {
    stack.mongod.pause();
    await stack.hasReady(0);
    const answer = await fetch(`${stack.url}/readyz`);
    expect(await answer.json()).toMatchObject({ status: 'unavailable', checks: { store: { ok: false } } });
    expect(await status('/livez')).toBe(200);
    stack.mongod.resume();
    await stack.hasReady(2);
  }, 60_000);

  test('a node is killed: its readers come back to the other one and miss nothing', async () => {
    const readers = [await reader(), await reader()];
    const before = await rest.sendMessage(channelId, { clientId: newClientId(), content: 'before' });
    await Promise.all(readers.map(({ reached }) => reached(before.seq)));
    await stack.node('backend-1').end('SIGKILL');
    for (let count = 0; count < 20; count++) {
      await rest.sendMessage(channelId, { clientId: newClientId(), content: 'after' });
    }
    const last = before.seq + 20;
    await Promise.all(readers.map(({ reached }) => reached(last)));
    const all = Array.from({ length: 21 }, (_, at) => before.seq + at);
    for (const { seqs } of readers) expect(seqs).toEqual(all);
    expect(readers.map(({ client }) => client.stats.reconnects).filter((count) => count > 0)).toHaveLength(1);
    for (const { client } of readers) client.close();
    await stack.restart('backend-1');
    await stack.hasReady(2);
  }, 60_000);

  test('a node is replaced: not one request fails', async () => {
    const answers = new Map<number, number>();
    const replaced = (async () => {
      expect(await stack.node('backend-2').end('SIGTERM')).toBe(0);
      await stack.restart('backend-2');
    })();
    let isReplaced = false;
    void replaced.then(() => (isReplaced = true));
    const write = async (): Promise<void> => {
      while (!isReplaced) {
        const code = await post();
        answers.set(code, (answers.get(code) ?? 0) + 1);
      }
    };
    await Promise.all([replaced, write(), write(), write()]);
    expect([...answers.keys()]).toEqual([201]);
  }, 60_000);
});
