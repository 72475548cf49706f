import { RECORDED } from '@chatwatch/objectives';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { events } from './events.js';
import { metricsOf, readRunbooks } from './testing/runbooks.js';
import { startTestService, type TestService } from './testing/start-service.js';

const pages = await readRunbooks();

/** What every Prometheus writes itself, and what it records for us. */
const OF_PROMETHEUS = /^(up|scrape_\w+|prometheus_\w+)$/;
const recorded = new Set<string>(Object.values(RECORDED));

/** What stands in backquotes and begins as metrics of the service do. */
const MENTIONED =
  /`((?:chat|http|websocket|database|cache|messages|nodejs|process|web_vitals|network|disk)_[a-z0-9_]+)/g;

/** Series of some metrics begin with the first event that they count, which a service at rest never has. */
const happen = (): void => {
  events.fault.publish({ source: 'files', operation: 'a test', error: new Error('a test') });
  events.slowConsumer.publish({ action: 'closed' });
  events.rateLimited.publish({ limit: 'sign_ins' });
  events.cacheEviction.publish({ group: 'history' });
  events.cacheLoadShared.publish({ group: 'history' });
  events.poolCheckoutFailed.publish({ reason: 'timeout' });
  events.holeFilled.publish({ reason: 'early', entries: 1 });
  events.recovery.publish({ result: 'recovered', missed: 1 });
  events.busState.publish({ state: 'away' });
  events.webVitals.publish({ page: 'overview', samples: [{ name: 'LCP', value: 900, rating: 'good' }] });
};

describe('metrics that runbooks name', () => {
  let chat: TestService;
  const exposed = new Set<string>();

  beforeAll(async () => {
    chat = await startTestService({ METRICS_PUBLIC: 'on' });
    const ann = await chat.register();
    const channel = await chat.channel(ann);
    await ann.rest.sendMessage(channel.id, { content: 'hello' });
    await ann.rest.history(channel.id);
    happen();
    const text = await (await fetch(`${chat.url}/metrics`)).text();
    for (const [, name = '', type] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
      exposed.add(name);
      if (type === 'histogram') for (const part of ['bucket', 'sum', 'count']) exposed.add(`${name}_${part}`);
    }
  });

  afterAll(() => chat.stop());

  it.each(pages)('are in a scrape of the service: $name', ({ text, queries }) => {
    const mentioned = [...text.matchAll(MENTIONED)].map(([, name = '']) => name);
    const named = [...new Set([...queries.flatMap(metricsOf), ...mentioned])];
    const unknown = named.filter((name) => !exposed.has(name) && !recorded.has(name) && !OF_PROMETHEUS.test(name));
    expect(unknown).toEqual([]);
  });
});
