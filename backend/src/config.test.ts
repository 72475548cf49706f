import { describe, expect, it } from '@jest/globals';
import { ConfigError, type ConfigProblem, parseConfig } from './config.js';

const problemsOf = (env: Record<string, string>): readonly ConfigProblem[] => {
  try {
    parseConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

describe('parseConfig', () => {
  it('needs nothing to be set', () => {
    expect(parseConfig({})).toMatchObject({
      mode: 'development',
      host: '127.0.0.1',
      port: 3000,
      dataDir: '.data',
      logLevel: 'info',
      jwtSecret: undefined,
      admin: undefined,
      publicOrigins: [],
      trustedProxies: [],
      isMetricsPublic: false,
      tokenTtlSeconds: 86_400,
      heartbeatMs: 25_000,
    });
  });

  it('takes a variable that is set to nothing as not set', () => {
    expect(parseConfig({ PORT: '', MONGODB_URL: '', ADMIN_EMAIL: '' }).port).toBe(3000);
  });

  it('is frozen in depth', () => {
    const config = parseConfig({ PUBLIC_ORIGINS: 'https://a.example' });
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.publicOrigins)).toBe(true);
  });

  it('keeps origins as browsers write them', () => {
    const config = parseConfig({ PUBLIC_ORIGINS: 'https://Chat.Example:443/, http://localhost:5173' });
    expect(config.publicOrigins).toEqual(['https://chat.example', 'http://localhost:5173']);
  });

  it('takes the first administrator with the address in lower case', () => {
    const config = parseConfig({ ADMIN_EMAIL: 'Root@Localhost', ADMIN_PASSWORD: 'correct horse' });
    expect(config.admin).toEqual({ email: 'root@localhost', password: 'correct horse' });
  });

  it('reads a limit as so many within so many seconds', () => {
    const { limits } = parseConfig({ RATE_LIMIT_SENDS: '7/30' });
    expect(limits?.requests.sends).toEqual({ count: 7, seconds: 30 });
    expect(limits?.requests.sign_in_failures).toEqual({ count: 5, seconds: 60 });
  });

  it('lifts every limit with the rate limits', () => {
    expect(parseConfig({ RATE_LIMITS: 'off', RATE_LIMIT_SENDS: '7/30' }).limits).toBeUndefined();
  });

  it('lifts the bound of the password queue with the rate limits', () => {
    expect(parseConfig({ RATE_LIMITS: 'off' }).passwordQueue).toBe(Infinity);
    expect(parseConfig({ PASSWORD_QUEUE: '5' }).passwordQueue).toBe(5);
  });

  it.each([
    ['PORT', '65535', '65536'],
    ['PORT', '0', '-1'],
    ['PORT', '3000', '3000.5'],
    ['LOG_LEVEL', 'warn', 'loud'],
    ['NODE_ENV', 'test', 'staging'],
    ['JWT_SECRET', 'x'.repeat(32), 'x'.repeat(31)],
    ['JWT_SECRET', 'ä'.repeat(16), 'ä'.repeat(15)],
    ['SERVICE_TOKEN', 'abcd-123', 'abcd-12'],
    ['SERVICE_TOKEN', 'abcd.efgh', 'abcd efgh'],
    ['METRICS_PUBLIC', 'on', 'yes'],
    ['RATE_LIMITS', 'off', 'false'],
    ['RATE_LIMIT_SENDS', '1/1', '0/1'],
    ['RATE_LIMIT_FRAMES', '1/1', '100'],
    ['CONNECTIONS_PER_ADDRESS', '1', '0'],
    ['TOKEN_TTL_SECONDS', '1', '0'],
    ['PUBLIC_ORIGINS', 'https://a.example', '*'],
    ['PUBLIC_ORIGINS', 'https://a.example', 'null'],
    ['PUBLIC_ORIGINS', 'https://a.example', 'https://a.example/chat'],
    ['PUBLIC_ORIGINS', 'https://a.example', 'https://me@a.example'],
    ['PUBLIC_ORIGINS', 'https://a.example', 'ftp://a.example'],
    ['TRUST_PROXY', '10.0.0.0/8,::1,fd00::/8,loopback', '10.0.0.0/33'],
    ['TRUST_PROXY', '192.0.2.1', 'true'],
    ['TRUST_PROXY', '192.0.2.1', '1'],
    ['SENTRY_DSN', 'https://abc123@sentry.example/42', 'sentry.example'],
    ['SENTRY_DSN', 'http://key@127.0.0.1:9000/1', 'http://127.0.0.1:9000/1'],
    ['REDIS_URL', 'redis://localhost', 'localhost'],
    ['REDIS_URL', 'rediss://:p%40ss@[::1]:6380/15', 'redis://password@host'],
    ['REDIS_URL', 'redis://a:7000,b:7001', 'redis://a:7000,b:7001/1'],
    ['REDIS_URL', 'redis+cluster://a', 'redis+cluster://'],
    ['REDIS_URL', 'redis://a:65535', 'redis://a:65536'],
    ['NODE_ID', 'node-1_A', 'node 1'],
    ['NODE_ID', 'x'.repeat(64), 'x'.repeat(65)],
  ])('takes %s of %p and names it when it is %p', (variable, good, bad) => {
    expect(problemsOf({ [variable]: good })).toEqual([]);
    expect(problemsOf({ [variable]: bad }).map((problem) => problem.variable)).toEqual([variable]);
  });

  it('takes names of defects, and lists those that there are for any other', () => {
    expect(parseConfig({ CHATWATCH_DEFECTS: 'slow-history, failing-sends' }).defects).toEqual([
      'slow-history',
      'failing-sends',
    ]);
    expect(problemsOf({ CHATWATCH_DEFECTS: 'slow-history,toString' })).toEqual([
      {
        variable: 'CHATWATCH_DEFECTS',
        message: '"toString" is not a defect; there are failing-sends, slow-history',
      },
    ]);
  });

  it('refuses defects in production', () => {
    const env = { CHATWATCH_DEFECTS: 'slow-history' };
    expect(problemsOf({ ...env, NODE_ENV: 'test' })).toEqual([]);
    expect(problemsOf({ ...env, NODE_ENV: 'production' })).toEqual([
      { variable: 'CHATWATCH_DEFECTS', message: expect.stringMatching(/production/) },
    ]);
  });

  it.each([
    ['mongodb://127.0.0.1:27017/chat?replicaSet=rs0', true],
    ['mongodb://ann:p%40ss@a:27017,b:27017/?tls=true', true],
    ['mongodb+srv://cluster.example/chat', true],
    ['mongodb://', false],
    ['http://localhost/', false],
    ['localhost:27017', false],
  ])('takes %s as MONGODB_URL: %p', (url, isTaken) => {
    const env = { MONGODB_URL: url, JWT_SECRET: 'x'.repeat(32), SERVICE_TOKEN: 'y'.repeat(8) };
    expect(problemsOf(env).map(({ variable }) => variable)).toEqual(isTaken ? [] : ['MONGODB_URL']);
  });

  it('needs the secrets that nodes share where MONGODB_URL is set, and names them', () => {
    const problems = problemsOf({ MONGODB_URL: 'mongodb://ann:secret@localhost/chat' });
    expect(problems.map(({ variable }) => variable)).toEqual(['JWT_SECRET', 'SERVICE_TOKEN']);
    expect(JSON.stringify(problemsOf({ MONGODB_URL: 'mongodb//ann:secret@localhost' }))).not.toContain('secret');
  });

  it('names the node anew at each start, unless it has a name', () => {
    expect(parseConfig({}).nodeId).toMatch(/^[\w-]{8}$/);
    expect(parseConfig({}).nodeId).not.toBe(parseConfig({}).nodeId);
    expect(parseConfig({ NODE_ID: 'a' }).nodeId).toBe('a');
  });

  it('never repeats the address of Redis, which holds a password', () => {
    expect(JSON.stringify(problemsOf({ REDIS_URL: 'redis://:secret@host:port' }))).not.toContain('secret');
  });

  it.each([
    [{ ADMIN_EMAIL: 'root@localhost' }, 'ADMIN_PASSWORD'],
    [{ ADMIN_PASSWORD: 'correct horse' }, 'ADMIN_EMAIL'],
  ])('refuses half an administrator: %p', (env, missing) => {
    expect(problemsOf(env).map((problem) => problem.variable)).toEqual([missing]);
  });

  it('tells all that is wrong at once', () => {
    expect(() =>
      parseConfig({ PORT: 'x', JWT_SECRET: 'short', REDIS_URL: 'localhost:6379', ADMIN_EMAIL: 'a@b' }),
    ).toThrow(
      /PORT must be a whole number; JWT_SECRET must have at least 32 bytes; REDIS_URL must be like redis:.*; ADMIN_PASSWORD is missing/,
    );
  });
});
