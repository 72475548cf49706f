import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestService, type TestService, type TestUser } from '../testing/start-service.js';

let chat: TestService;
let ann: TestUser;
beforeAll(async () => {
  chat = await startTestService({ METRICS_PUBLIC: 'on' });
  ann = await chat.register();
});
afterAll(() => chat.stop());

/** Ids that stand as examples beside the durations of what is read under a route. */
const exampleIds = async (route: string): Promise<string[]> => {
  const headers = { accept: 'application/openmetrics-text; version=1.0.0' };
  const text = await (await fetch(`${chat.url}/metrics`, { headers })).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith(`http_request_duration_seconds_bucket{method="GET",route="${route}",`))
    .flatMap((line) => /# \{request_id="([^"]+)"\}/.exec(line)?.[1] ?? []);
};

const ROUTE = '/api/channels/:channelId/messages';

it.each([
  ['is read from the store', 0, 'cold-1'],
  ['is in memory', 1, 'warm-1'],
])('a page that %s stands as an example of its duration by its request id', async (_, readsBefore, id) => {
  const { id: channelId } = await chat.channel(ann);
  for (let count = 0; count < readsBefore; count++) await ann.rest.history(channelId);
  // What has been scraped makes room for the next example.
  await exampleIds(ROUTE);
  const headers = { authorization: `Bearer ${ann.token}`, 'x-request-id': id };
  expect((await fetch(`${chat.url}${ROUTE.replace(':channelId', channelId)}`, { headers })).status).toBe(200);
  expect(await exampleIds(ROUTE)).toContain(id);
});
