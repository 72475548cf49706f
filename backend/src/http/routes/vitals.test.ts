import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SERVICE_TOKEN } from '../../testing/start-http.js';
import { startTestService, type TestService, type TestUser } from '../../testing/start-service.js';

let service: TestService;
let ann: TestUser;
beforeAll(async () => {
  service = await startTestService({ METRICS_PUBLIC: 'on', SERVICE_TOKEN });
  ann = await service.register();
});
afterAll(() => service.stop());

const post = (body: unknown, token: string | undefined = ann.token): Promise<Response> =>
  fetch(`${service.url}/api/vitals`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== '' && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });

const lines = async (metric: string): Promise<string[]> => {
  const exposition = await (await fetch(`${service.url}/metrics`)).text();
  return exposition.split('\n').filter((line) => line.startsWith(metric));
};

const sample = (name: string, value: unknown, more: object = {}) => ({
  page: 'overview',
  samples: [{ name, value, ...more }],
});

describe('POST /api/vitals', () => {
  it('counts times in seconds by measurement and page, with the bound of the objective as an edge', async () => {
    expect((await post(sample('LCP', 2_000, { rating: 'good' }))).status).toBe(202);
    const buckets = await lines('web_vitals_seconds_bucket{name="LCP",page="overview"');
    expect(buckets).toContainEqual(expect.stringMatching(/le="1\.8"} 0$/));
    expect(buckets).toContainEqual(expect.stringMatching(/le="2\.0"} 1$/));
    expect(await lines('web_vitals_ratings_total')).toEqual(['web_vitals_ratings_total{name="LCP",rating="good"} 1']);
  });

  it('counts layout shift, which has no unit, by itself', async () => {
    await ann.rest.reportVitals({ page: 'live', samples: [{ name: 'CLS', value: 0.07 }] });
    expect(await lines('web_vitals_layout_shift_score_sum')).toEqual([
      'web_vitals_layout_shift_score_sum{page="live"} 0.07',
    ]);
    expect(await lines('web_vitals_seconds_count{name="CLS"')).toEqual([]);
  });

  it('is open to the service token, and to nobody without credentials', async () => {
    expect((await post(sample('TTFB', 12), SERVICE_TOKEN)).status).toBe(202);
    expect((await post(sample('TTFB', 12), '')).status).toBe(401);
  });

  it('counts unknown pages as one', async () => {
    for (let index = 0; index < 30; index++) await post({ ...sample('INP', 40), page: `page-${index}` });
    const counted = (await lines('web_vitals_seconds_count{name="INP"')).filter((line) => !line.endsWith(' 0'));
    expect(counted).toEqual(['web_vitals_seconds_count{name="INP",page="other"} 30']);
  });

  it.each([
    ['the longest time', sample('LCP', 600_000), 202],
    ['a longer time', sample('LCP', 600_001), 400],
    ['no time', sample('FCP', 0), 202],
    ['a negative time', sample('FCP', -1), 400],
    ['the largest shift', sample('CLS', 10), 202],
    ['a larger shift', sample('CLS', 10.1), 400],
    ['an unknown name', sample('FID', 1), 400],
    ['an unknown rating', sample('LCP', 1, { rating: 'fine' }), 400],
    ['a text', sample('LCP', '1'), 400],
    ['no samples', { page: 'overview', samples: [] }, 400],
    [
      '50 samples',
      { page: 'overview', samples: Array.from({ length: 50 }, () => ({ name: 'panel_shown', value: 1 })) },
      202,
    ],
    [
      '51 samples',
      { page: 'overview', samples: Array.from({ length: 51 }, () => ({ name: 'panel_shown', value: 1 })) },
      400,
    ],
    ['no page', { samples: [{ name: 'page_ready', value: 1 }] }, 400],
    ['a long page', { ...sample('LCP', 1), page: 'x'.repeat(65) }, 400],
  ])('answers %s with the right status', async (_, body, status) => {
    expect((await post(body)).status).toBe(status);
  });
});
