import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { redisProgram, type RedisServer, startRedis } from '../testing/servers/redis.js';
import { redisForms, type RedisUnderTest } from '../testing/servers/redis-forms.js';
import { startTestService, type TestService } from '../testing/start-service.js';

const post = (service: TestService, path: string, body: object): Promise<number> =>
  fetch(`${service.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).then(async (response) => {
    await response.arrayBuffer();
    return response.status;
  });

/** Less than it has in use: every write is refused from now on. */
const fill = async ({ admin }: RedisServer): Promise<void> => {
  await admin.config('SET', 'maxmemory', '1mb');
};

const inTurns = async (count: number, request: (index: number) => Promise<number>): Promise<number[]> => {
  const answers: number[] = [];
  while (answers.length < count) answers.push(await request(answers.length));
  return answers;
};

(redisProgram() === undefined ? describe.skip : describe).each(redisForms)('two services over %s', (_, start) => {
  let redis: RedisUnderTest;
  let nodes: TestService[];
  beforeAll(async () => {
    redis = await start();
  });
  beforeEach(async () => {
    await redis.flush();
    const env = { REDIS_URL: redis.url, RATE_LIMITS: 'on', RATE_LIMIT_SIGN_INS: '6/600' };
    nodes = await Promise.all([startTestService(env), startTestService(env)]);
  });
  afterEach(() => Promise.all(nodes.map((node) => node.stop())));
  afterAll(() => redis.stop());

  /** A sign-in without an account, each on one of its own, at the nodes in turns. */
  const signIn = (index: number, email = `nobody${index}@chat.example`): Promise<number> => {
    const node = nodes[index % nodes.length];
    if (!node) throw new Error('there is no node');
    return post(node, '/api/auth/login', { email, password: 'wrong password' });
  };

  it('limit the sum of their requests', async () => {
    expect(await inTurns(8, signIn)).toEqual([401, 401, 401, 401, 401, 401, 429, 429]);
  });

  it('limit the guesses at one account together', async () => {
    const guess = (index: number): Promise<number> => signIn(index, 'ann@chat.example');
    expect(await inTurns(6, guess)).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('let nothing in Redis grow for ever, nor name anybody there', async () => {
    await inTurns(3, signIn);
    const found = await Promise.all(
      redis.servers.map(async ({ admin }) =>
        Promise.all((await admin.keys('*')).map(async (key) => ({ key, ttlMs: await admin.pttl(key) }))),
      ),
    );
    const limits = found.flat().filter(({ key }) => key.startsWith('chatwatch:limit:'));
    expect(limits).toHaveLength(4);
    for (const { key, ttlMs } of limits) {
      expect(ttlMs).toBeGreaterThan(0);
      expect(key).not.toMatch(/nobody|127\.0\.0\.1/);
    }
    expect(found.flat().filter(({ key }) => !key.startsWith('chatwatch:'))).toEqual([]);
  });

  it('go on while Redis is silent, each limited for itself', async () => {
    expect(await inTurns(2, signIn)).toEqual([401, 401]);
    for (const server of redis.servers) server.pause();
    try {
      const answers = await inTurns(14, signIn);
      expect(answers).toEqual([...Array.from({ length: 12 }, () => 401), 429, 429]);
    } finally {
      for (const server of redis.servers) server.resume();
    }
  }, 30_000);
});

(redisProgram() === undefined ? describe.skip : describe)('a service limits in memory', () => {
  it.each<[string, readonly string[], (redis: RedisServer) => Promise<void>]>([
    ['dies', [], (redis) => redis.kill()],
    ['takes nothing more', ['--maxmemory-policy', 'noeviction'], fill],
  ])('once its Redis %s', async (_, args, spoil) => {
    const redis = await startRedis({ args });
    const node = await startTestService({ REDIS_URL: redis.url, RATE_LIMITS: 'on', RATE_LIMIT_SIGN_INS: '3/600' });
    const signIn = (index: number): Promise<number> =>
      post(node, '/api/auth/login', { email: `nobody${index}@chat.example`, password: 'wrong password' });
    try {
      expect(await inTurns(1, signIn)).toEqual([401]);
      await spoil(redis);
      expect(await inTurns(5, signIn)).toEqual([401, 401, 401, 429, 429]);
    } finally {
      await Promise.all([node.stop(), redis.stop()]);
    }
  });
});
