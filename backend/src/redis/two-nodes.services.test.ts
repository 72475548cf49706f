import { RestClient } from '@chatwatch/client';
import { parseExposition } from '@chatwatch/objectives';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { startMongod, type TestMongod } from '../testing/servers/mongod.js';
import { redisProgram, type RedisServer, startRedis } from '../testing/servers/redis.js';
import { startTestService, type TestService, type TestUser } from '../testing/start-service.js';

const mongodProgram = findProgram('mongod');
const canRun = mongodProgram !== undefined && redisProgram() !== undefined;

(canRun ? describe : describe.skip)('two services over one MongoDB and one Redis', () => {
  let mongod: TestMongod;
  let redis: RedisServer;
  let one: TestService;
  let other: TestService;
  let ann: TestUser;

  beforeAll(async () => {
    [mongod, redis] = await Promise.all([startMongod(mongodProgram ?? ''), startRedis()]);
  }, 60_000);
  beforeEach(async () => {
    await redis.admin.flushall();
    const env = {
      MONGODB_URL: mongod.databaseUrl(),
      REDIS_URL: redis.url,
      JWT_SECRET: 'a secret of more than 32 characters',
      SERVICE_TOKEN: 'a-service-token',
      METRICS_PUBLIC: 'on',
      RATE_LIMITS: 'on',
      RATE_LIMIT_SENDS: '6/600',
    };
    [one, other] = await Promise.all([startTestService(env), startTestService(env)]);
    ann = await one.register('Ann');
  });
  afterEach(() => Promise.all([one.stop(), other.stop()]));
  afterAll(() => Promise.all([mongod.stop(), redis.stop()]));

  const at = ({ url }: TestService): RestClient => new RestClient({ baseUrl: url, token: ann.token, retries: 0 });

  it('limit the sends of a user together', async () => {
    const { id } = await one.channel(ann);
    const answers: string[] = [];
    for (const node of [one, other, one, other, one, other, one, other]) {
      const clientId = `c${answers.length}`;
      const sent = at(node).sendMessage(id, { clientId, content: 'text' });
      answers.push(
        await sent.then(
          ({ seq }) => String(seq),
          (error: unknown) => (error as { code: string }).code,
        ),
      );
    }
    expect(answers).toEqual(['1', '2', '3', '4', '5', '6', 'rate_limited', 'rate_limited']);
  });

  it('read an author from the store once', async () => {
    const { id } = await one.channel(ann);
    await at(one).sendMessage(id, { clientId: 'c1', content: 'text' });
    const { messages } = await at(other).history(id);
    expect(messages.map(({ author }) => author.name)).toEqual(['Ann']);
    const samples = parseExposition(await (await fetch(`${other.url}/metrics`)).text());
    const hits = samples
      .get('cache_requests_total')
      ?.filter(({ labels }) => labels.level === 'l2' && labels.group === 'authors' && labels.result === 'hit')
      .map(({ value }) => value);
    expect(hits).toEqual([1]);
  });
});
