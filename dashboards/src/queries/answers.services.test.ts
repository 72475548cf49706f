import { describe, expect, it } from '@jest/globals';
import { HEALTH } from '../health.js';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { complaintAbout, type Expectation, type GivenSeries } from '../testing/promtool.js';
import {
  allObjectivesQueries,
  cacheQueries,
  changeQueries,
  connectionQueries,
  consoleQueries,
  httpQueries,
  realtimeQueries,
} from './index.js';

const promtool = findProgram('promtool');
const describeWithPromtool = promtool === undefined ? describe.skip : describe;
const expectAnswer = async (expectation: Expectation): Promise<void> => {
  expect(await complaintAbout(promtool ?? '', expectation)).toBe('');
};

const at = 'job="chat",instance="a"';
const up = { [`chat_build_info{${at},version="1"}`]: '1x20' };
const requests = (status: string, values: string): GivenSeries => ({
  [`http_requests_total{${at},method="GET",route="/api/users/me",status_code="${status}"}`]: values,
});

describeWithPromtool('the share of failed requests', () => {
  const { expr } = httpQueries.errorShare;

  it('is zero where there is traffic and no request ever failed', () =>
    expectAnswer({ expr, given: { ...up, ...requests('200', '0+60x20') }, answer: { '{}': 0 } }));

  it('is the share where requests fail', () =>
    expectAnswer({
      expr,
      given: { ...up, ...requests('200', '0+90x20'), ...requests('500', '0+10x20') },
      answer: { '{}': 0.1 },
    }));

  it('has no value where nobody asks any more', () =>
    expectAnswer({ expr, given: { ...up, ...requests('200', '60x20'), ...requests('500', '10x20') }, answer: {} }));

  it('has no value where only probes ask', () =>
    expectAnswer({
      expr,
      given: { ...up, [`http_requests_total{${at},method="GET",route="/livez",status_code="200"}`]: '0+60x20' },
      answer: {},
    }));

  it('has no value where the service is away', () => expectAnswer({ expr, given: {}, answer: {} }));

  it('of routes is told of each route by itself', () =>
    expectAnswer({
      expr: httpQueries.routeErrorShare.expr,
      given: {
        ...requests('200', '0+60x20'),
        [`http_requests_total{${at},method="GET",route="/api/channels",status_code="503"}`]: '0+60x20',
      },
      answer: { '{method="GET",route="/api/users/me"}': 0, '{method="GET",route="/api/channels"}': 1 },
    }));
});

describeWithPromtool('counts of rare events', () => {
  const { expr } = realtimeQueries.slowConsumers;

  it('have a zero named none while the service is up and none happened', () =>
    expectAnswer({ expr, given: up, answer: { '{action="none"}': 0 } }));

  it('have the events alone once there were some', () =>
    expectAnswer({
      expr,
      given: { ...up, [`chat_slow_consumers_total{${at},action="closed"}`]: '0+60x20' },
      answer: { '{action="closed"}': 1 },
    }));

  it('have no value where the service is away', () => expectAnswer({ expr, given: {}, answer: {} }));
});

describeWithPromtool('times', () => {
  const { expr } = httpQueries.durationP95;
  const buckets = (values: string): GivenSeries => ({
    [`http_request_duration_seconds_bucket{${at},route="/api/users/me",le="0.1"}`]: values,
    [`http_request_duration_seconds_bucket{${at},route="/api/users/me",le="+Inf"}`]: values,
  });

  it('of requests are read from their buckets', () =>
    expectAnswer({ expr, given: buckets('0+60x20'), answer: { '{}': 0.095 } }));

  it('of no requests have no value, and are not NaN', () =>
    expectAnswer({ expr, given: buckets('60x20'), answer: {} }));
});

describeWithPromtool('the hit rate of the cache', () => {
  const lookups = (level: string, result: string, values: string): GivenSeries => ({
    [`cache_requests_total{${at},level="${level}",group="history",result="${result}"}`]: values,
  });

  it('counts a lookup once that misses one level and hits the other', () =>
    expectAnswer({
      expr: cacheQueries.hitShare.expr,
      given: {
        ...lookups('l1', 'hit', '0+60x20'),
        ...lookups('l1', 'miss', '0+60x20'),
        ...lookups('l2', 'hit', '0+30x20'),
        ...lookups('l2', 'miss', '0+30x20'),
      },
      answer: { '{}': 0.75 },
    }));
});

describeWithPromtool('the state of an objective', () => {
  const of = 'objective="error-rate",job="chat"';
  const info = { 'objective:info{objective="error-rate",kind="events"}': '1x20' };
  const measured = { ...info, [`objective:series:count{${of}}`]: '4x20' };
  const burn = (rate: number): GivenSeries => ({ [`objective:burn_rate:ratio{${of},window="1h"}`]: `${rate}x20` });
  const met = (value: 0 | 1): GivenSeries => ({ [`objective:met{${of},window="28d"}`]: `${value}x20` });

  it.each<[string, GivenSeries, number]>([
    ['broken, however it burns', { ...measured, ...met(0), ...burn(0.5) }, HEALTH.broken.value],
    [
      'burning while it is kept and the last hour was too fast',
      { ...measured, ...met(1), ...burn(1.1) },
      HEALTH.burning.value,
    ],
    ['kept at an even burn', { ...measured, ...met(1), ...burn(1) }, HEALTH.kept.value],
    ['kept without a budget', { ...measured, ...met(1) }, HEALTH.kept.value],
    ['waiting where there are series and no verdict', measured, HEALTH.waiting.value],
    ['silent where there are no series', info, HEALTH.silent.value],
    [
      'measured elsewhere where Prometheus cannot know',
      { 'objective:info{objective="error-rate",kind="external"}': '1x20' },
      HEALTH.elsewhere.value,
    ],
  ])('is %s', (_, given, value) =>
    expectAnswer({
      expr: allObjectivesQueries.state.expr,
      given,
      answer: { '{objective="error-rate"}': value },
    }),
  );

  it('is that of the worst of several jobs', () =>
    expectAnswer({
      expr: allObjectivesQueries.state.expr.replaceAll('$job', 'chat|other'),
      given: { ...measured, ...met(1), 'objective:met{objective="error-rate",job="other",window="28d"}': '0x20' },
      answer: { '{objective="error-rate"}': HEALTH.broken.value },
    }));
});

describeWithPromtool('what changed', () => {
  it('has the start of each process with its build', () =>
    expectAnswer({
      expr: changeQueries.starts.expr,
      given: { ...up, [`process_start_time_seconds{${at}}`]: '1700000000x20' },
      answer: { '{instance="a",job="chat",version="1"}': 1_700_000_000 },
    }));

  it('has alerts about objectives and targets of the job, and about all jobs, and no others', () =>
    expectAnswer({
      expr: changeQueries.alerts.expr,
      given: {
        'ALERTS{alertname="Burn",alertstate="firing",objective="error-rate",severity="page",job="chat"}': '1x20',
        'ALERTS{alertname="Absent",alertstate="firing",objective="error-rate",severity="page"}': '1x20',
        'ALERTS{alertname="TargetDown",alertstate="firing",severity="ticket",job="chat",instance="a"}': '1x20',
        'ALERTS{alertname="Burn",alertstate="pending",objective="page-load",severity="page",job="chat"}': '1x20',
        'ALERTS{alertname="DiskFull",alertstate="firing",severity="page",job="chat"}': '1x20',
        'ALERTS{alertname="TargetDown",alertstate="firing",severity="ticket",job="other"}': '1x20',
      },
      answer: {
        '{alertname="Burn",objective="error-rate",severity="page"}': 1,
        '{alertname="Absent",objective="error-rate",severity="page"}': 1,
        '{alertname="TargetDown",severity="ticket"}': 1,
      },
    }));

  it('has the states of alerts, pending ones too', () =>
    expectAnswer({
      expr: changeQueries.alertStates.expr,
      given: {
        'ALERTS{alertname="Burn",alertstate="firing",objective="error-rate",severity="page",job="chat"}': '1x20',
        'ALERTS{alertname="Missed",alertstate="pending",objective="page-load",severity="ticket",job="chat"}': '1x20',
        'ALERTS{alertname="DiskFull",alertstate="firing",severity="page",job="chat"}': '1x20',
      },
      answer: {
        '{alertname="Burn",alertstate="firing"}': 1,
        '{alertname="Missed",alertstate="pending"}': 1,
      },
    }));
});

describeWithPromtool('the test of a Prometheus', () => {
  it('counts instances of the service that answer, and those that answered within a day', async () => {
    const given = {
      'up{job="chat",instance="a"}': '1x20',
      [`chat_build_info{${at},version="1"}`]: '1x20',
      'up{job="chat",instance="b"}': '1x5 0x14',
      'chat_build_info{job="chat",instance="b",version="1"}': '1x5 stale',
      'up{job="node",instance="a"}': '1x20',
    };
    await expectAnswer({ expr: connectionQueries.targets.expr, given, answer: { '{}': 3 } });
    await expectAnswer({ expr: connectionQueries.up.expr, given, answer: { '{}': 1 } });
    await expectAnswer({ expr: connectionQueries.down.expr, given, answer: { '{}': 1 } });
  });
});

describeWithPromtool('events of an objective', () => {
  it('are those of its own window', () =>
    expectAnswer({
      expr: consoleQueries.events.expr,
      given: {
        'objective:events:increase{objective="error-rate",job="chat",window="1h"}': '50x20',
        'objective:events:increase{objective="error-rate",job="chat",window="28d"}': '9000x20',
        'objective:value{objective="error-rate",job="chat",window="28d"}': '0.01x20',
      },
      answer: { '{objective="error-rate"}': 9000 },
    }));
});
