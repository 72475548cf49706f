import { parseExposition } from '@chatwatch/objectives';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestService, type TestService } from '../testing/start-service.js';

let chat: TestService;
beforeAll(async () => {
  chat = await startTestService({ METRICS_PUBLIC: 'on' });
});
afterAll(() => chat.stop());

// A series that begins with its first event has no increase to show for it.
it.each([
  ['chat_errors_total', 5],
  ['chat_slow_consumers_total', 2],
  ['chat_slow_operations_total', 4],
  ['chat_recoveries_total', 3],
  ['chat_redis_failures_total', 8],
  ['chat_mongodb_pool_checkout_failures_total', 3],
  ['chat_bus_filled_entries_total', 5],
  ['messages_sent_total', 3],
  ['file_uploads_total', 9],
])('%s has all its %i series before its first event', async (name, count) => {
  const text = await (await fetch(`${chat.url}/metrics`)).text();
  expect(parseExposition(text).get(name)).toHaveLength(count);
});
