import { channel } from 'node:diagnostics_channel';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type QueryMessage, type Telemetry } from './index.js';
import { type Service, startService, valueOf } from './testing/service.js';

let service: Service;
let telemetry: Telemetry;
let errors: Error[];

beforeEach(async () => {
  errors = [];
  service = await startService(() => undefined, {
    database: { operation: ['find', 'insert'] },
    onError: (error) => errors.push(error),
  });
  ({ telemetry } = service);
});

afterEach(() => service.close());

async function queriesOf(operation: string, collection: string): Promise<{ count?: number; errors?: number }> {
  const text = await service.scrape();
  const labels = `{operation="${operation}",collection="${collection}"}`;
  const count = valueOf(text, `database_query_duration_seconds_count${labels}`);
  const failed = valueOf(text, `database_query_errors_total${labels}`);
  return { ...(count !== undefined && { count }), ...(failed !== undefined && { errors: failed }) };
}

describe('timeQuery', () => {
  it('gives back what a query gives, at once or later', async () => {
    expect(telemetry.timeQuery('find', 'users', () => 7)).toBe(7);
    await expect(telemetry.timeQuery('find', 'users', () => Promise.resolve('later'))).resolves.toBe('later');
    expect(await queriesOf('find', 'users')).toEqual({ count: 2, errors: 0 });
  });

  it('counts and throws on what a query throws, at once or later', async () => {
    const failure = new Error('disk full');
    expect(() =>
      telemetry.timeQuery('insert', 'users', () => {
        throw failure;
      }),
    ).toThrow(failure);
    await expect(telemetry.timeQuery('insert', 'users', () => Promise.reject(failure))).rejects.toBe(failure);
    expect(await queriesOf('insert', 'users')).toEqual({ count: 2, errors: 2 });
  });

  it('runs a query builder once, which starts on then()', async () => {
    let runs = 0;
    const builder: PromiseLike<string> = {
      then: (...handlers) => {
        runs++;
        return Promise.resolve('rows').then(...handlers);
      },
    };
    await expect(telemetry.timeQuery('find', 'users', () => builder)).resolves.toBe('rows');
    expect(runs).toBe(1);
  });

  it('records operations outside a declared list as other', async () => {
    telemetry.timeQuery('mapReduce', 'users', () => 1);
    telemetry.timeQuery('eval', 'users', () => 1);
    expect(await queriesOf('other', 'users')).toEqual({ count: 2, errors: 0 });
  });
});

describe('observeQueries', () => {
  const name = 'telemetry-test.query';
  const message: QueryMessage = { operation: 'find', collection: 'users', durationSeconds: 0.004, isError: false };

  it('records what is published, until it is stopped', async () => {
    const stop = telemetry.observeQueries(name);
    channel(name).publish(message);
    channel(name).publish({ ...message, isError: true });
    stop();
    expect(channel(name).hasSubscribers).toBe(false);
    channel(name).publish(message);
    expect(await queriesOf('find', 'users')).toEqual({ count: 2, errors: 1 });
  });

  it.each([undefined, null, 'find', {}, { ...message, durationSeconds: '4 ms' }])(
    'ignores %j and reports the first such message',
    async (malformed) => {
      telemetry.observeQueries(name);
      channel(name).publish(malformed);
      channel(name).publish(malformed);
      expect(errors.map((error) => error.message)).toEqual([
        `Channel ${name}: a message was not {operation, collection, durationSeconds, isError}`,
      ]);
      expect(await queriesOf('find', 'users')).toEqual({});
    },
  );
});
