import { expect, it } from '@jest/globals';
import { alertRules, loadObjectives, recordingRules } from '@chatwatch/objectives';
import { loadRules } from './rules/load-rules.js';
import { RuleEngine } from './rules/rule-engine.js';
import { Scraper } from './scrape/scraper.js';
import { SeriesStore } from './store/series-store.js';
import { askApi, startApi } from './testing/api-client.js';
import { startExpositionServer } from './testing/exposition-server.js';

const START = 1_800_000_000_000;
// An hour is a minute, and the 5 minutes of the shortest window are 5 scrapes.
const SCALED = { scale: 60, scrapeIntervalSeconds: 1, evaluationIntervalSeconds: 1 };

interface AlertJson {
  readonly state: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

it('an alert of the objectives goes from pending to firing while requests fail, and ends when they fail no more', async () => {
  const objectives = loadObjectives().filter(({ id }) => id === 'error-rate');
  const groups = [...loadRules(recordingRules(objectives, SCALED)), ...loadRules(alertRules(objectives, SCALED))];
  const service = await startExpositionServer();
  const store = new SeriesStore();
  let now = START;
  const clock = (): number => now;
  const targets = [{ url: service.url, job: 'chatwatch', instance: 'a', intervalMs: 1000 }];
  const scraper = new Scraper({ store, targets, now: clock });
  const rules = new RuleEngine({ store, groups, now: clock });
  const api = await startApi({ store, scraper, rules, now: clock });
  const count = { 200: 0, 500: 0 };
  const seen: (AlertJson | undefined)[] = [];

  const pass = async (seconds: number, failedPerSecond: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      now += 1000;
      count[200] += 100 - failedPerSecond;
      count[500] += failedPerSecond;
      service.exposition = Object.entries(count)
        .map(([status, total]) => `http_requests_total{method="GET",route="/a",status_code="${status}"} ${total}\n`)
        .join('');
      await scraper.scrape();
      rules.evaluate();
      const { body } = await askApi(api.origin, '/api/v1/alerts');
      const { alerts } = (body as { data: { alerts: AlertJson[] } }).data;
      seen.push(alerts.find(({ labels }) => labels.alertname === 'ErrorRateBudgetBurn1h'));
    }
  };

  await pass(20, 0);
  expect(seen.every((alert) => alert === undefined)).toBe(true);
  await pass(10, 50);
  await pass(20, 0);

  const states = seen.map((alert) => alert?.state ?? 'inactive');
  expect(states.filter((state, index) => state !== states[index - 1])).toEqual([
    'inactive',
    'pending',
    'firing',
    'inactive',
  ]);
  expect(rules.groups.flatMap((group) => group.rules.map(({ lastError }) => lastError)).join('')).toBe('');
  const firing = seen.find((alert) => alert?.state === 'firing');
  expect(firing?.labels).toMatchObject({ job: 'chatwatch', objective: 'error-rate', severity: 'page' });
  expect(firing?.annotations.summary).toMatch(/^Error rate: the error budget burns [\d.]+ times as fast as it may$/);
  expect(firing?.annotations.description).toMatch(/events of chatwatch broke it; 0\.1 % may/);
  expect(firing?.annotations.description).not.toMatch(/unknown|error expanding/);

  const query = encodeURIComponent('max_over_time(ALERTS{alertname="ErrorRateBudgetBurn1h",alertstate="firing"}[3m])');
  const { body } = await askApi(api.origin, `/api/v1/query?query=${query}`);
  expect(body).toMatchObject({ data: { result: [{ value: [now / 1000, '1'] }] } });
  await Promise.all([scraper.close(), api.close(), service.close()]);
});
