import { parseExposition } from '@chatwatch/objectives';
import { createTelemetry } from '@chatwatch/telemetry';
import { expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { observeMongoPool } from '../../monitoring/mongo-pool-metrics.js';
import { publishPool } from './pool-events.js';
import { describeOnMongod } from './testing/servers.js';

describeOnMongod('the pool of connections to MongoDB', (world) => {
  it('is counted: who is at work, who is idle, who waits and who gets none', async () => {
    const telemetry = createTelemetry({ runtime: false });
    const stop = observeMongoPool(telemetry);
    const valueOf = async (name: string, labels: Record<string, string> = {}): Promise<number | undefined> => {
      const samples = parseExposition(await telemetry.registry.metrics()).get(`chat_mongodb_pool_${name}`);
      return samples?.find((each) => Object.entries(labels).every(([key, value]) => each.labels[key] === value))?.value;
    };
    const client = new MongoClient(world().mongod.databaseUrl(), { maxPoolSize: 1, waitQueueTimeoutMS: 50 });
    publishPool(client);
    const notes = client.db().collection('notes');
    await notes.insertOne({ text: 'one' });
    expect(await valueOf('connections', { state: 'idle' })).toBe(1);
    expect(await valueOf('connections', { state: 'in_use' })).toBe(0);
    const before = (await valueOf('checkout_seconds_count')) ?? 0;

    const long = notes.findOne({ $where: 'sleep(500) || true' });
    await expect(notes.findOne()).rejects.toThrow('checking out a connection');
    expect(await valueOf('connections', { state: 'in_use' })).toBe(1);
    expect(await valueOf('connections', { state: 'idle' })).toBe(0);
    expect(await valueOf('checkout_failures_total', { reason: 'timeout' })).toBe(1);
    await long;
    expect(await valueOf('checkout_seconds_count')).toBe(before + 1);

    await client.close();
    expect(await valueOf('connections', { state: 'idle' })).toBe(0);
    expect(await valueOf('connections', { state: 'in_use' })).toBe(0);
    stop();
    telemetry.close();
  }, 30_000);
});
