import { expect, it } from '@jest/globals';
import { dateTime } from '@grafana/data';
import { dashboardHref, exploreHref, pageHref, runbookHref } from './links';

const SEARCH = '?from=now-3h&to=now&refresh=5s&var-datasource=prom&var-job=a&var-job=b&var-instance=x%3A1&sort=budget';

it('keeps time range, filters and data source on the way to a page, and nothing else of the page before', () => {
  expect(pageHref('objectives', {}, SEARCH)).toBe(
    '/a/chatwatch-app/objectives?from=now-3h&to=now&refresh=5s&var-datasource=prom&var-job=a&var-job=b&var-instance=x%3A1',
  );
});

it('leads to one thing of a page, whatever its name holds', () => {
  expect(pageHref('objectives', { detail: 'a/b c', tab: 'burn', none: undefined })).toBe(
    '/a/chatwatch-app/objectives/a%2Fb%20c?tab=burn',
  );
});

it('leads to the first page without a slash at the end', () => {
  expect(pageHref('overview')).toBe('/a/chatwatch-app');
});

it('keeps time range, filters and data source on the way to a dashboard', () => {
  expect(dashboardHref('objectives', SEARCH, { 'var-objective': 'delivery' })).toBe(
    '/d/chatwatch-objectives?from=now-3h&to=now&var-datasource=prom&var-job=a&var-job=b&var-instance=x%3A1&var-objective=delivery',
  );
});

it('opens a query in Explore over the same range', () => {
  const { pathname, searchParams } = new URL(
    exploreHref('up{job="a"}', 'prom', { from: dateTime(1_000), to: 'now' }),
    'http://grafana',
  );
  expect(pathname).toBe('/explore');
  expect(JSON.parse(searchParams.get('panes') ?? '')).toEqual({
    chatwatch: {
      datasource: 'prom',
      queries: [
        {
          refId: 'A',
          expr: 'up{job="a"}',
          range: true,
          instant: true,
          datasource: { type: 'prometheus', uid: 'prom' },
        },
      ],
      range: { from: '1000', to: 'now' },
    },
  });
});

it.each([
  ['delivery', 'https://docs.example/{runbook}.md', 'https://docs.example/delivery.md'],
  ['https://wiki.example/delivery', undefined, 'https://wiki.example/delivery'],
  ['delivery', undefined, undefined],
  ['delivery', 'docs/runbooks/{runbook}.md', undefined],
  ['x', 'javascript:{runbook}', undefined],
])('finds the runbook %s by %s at %s', (runbook, template, address) => {
  expect(runbookHref(runbook, template)).toBe(address);
});
