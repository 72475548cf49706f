import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from '@jest/globals';
import { dateTime, type PluginExtensionPanelContext } from '@grafana/data';
import { PAGE_PATHS } from '../app/page-paths';
import { alertPath } from './alert-path';
import { panelPath } from './panel-path';

const DASHBOARDS = `${__dirname}/../../../dashboards/json`;

const panel = (changes: { uid?: string; expr?: string; from?: string } = {}): PluginExtensionPanelContext => ({
  pluginId: 'timeseries',
  id: 1,
  title: 'A panel',
  timeRange: { from: changes.from ?? 'now-3h', to: 'now' },
  timeZone: 'browser',
  dashboard: { uid: changes.uid ?? 'theirs', title: 'A dashboard', tags: [] },
  targets: [{ refId: 'A', expr: changes.expr ?? 'up' } as PluginExtensionPanelContext['targets'][number]],
});

interface DashboardFile {
  uid: string;
  links: { url?: string }[];
}

const dashboards = readdirSync(DASHBOARDS).map(
  (file) => JSON.parse(readFileSync(`${DASHBOARDS}/${file}`, 'utf8')) as DashboardFile,
);

describe('a panel leads', () => {
  test.each(dashboards.map((dashboard) => [dashboard.uid, dashboard] as const))(
    'from %s to the page that the dashboard itself links, or nowhere',
    (uid, { links }) => {
      const own = links
        .map(({ url = '' }) => /^\/a\/chatwatch-app\/?([\w-]*)/.exec(url)?.[1])
        .find((page) => page !== undefined);
      const exists = Object.values<string | undefined>(PAGE_PATHS).includes(own);
      expect(panelPath(panel({ uid }), '')?.split('?')[0]).toBe(exists ? `/a/chatwatch-app/${own ?? ''}` : undefined);
    },
  );

  it('with its time range, and the filters and data source of the dashboard', () => {
    const search = 'from=now-6h&to=now&var-job=chat&var-job=chat2&var-datasource=prom&viewPanel=3';
    const path = panelPath(panel({ uid: 'chatwatch-api', from: 'now-1h' }), search);
    expect(path).toBe('/a/chatwatch-app/api?from=now-1h&to=now&var-job=chat&var-job=chat2&var-datasource=prom');
  });

  it('with times in milliseconds where the range is absolute', () => {
    const context = panel({ uid: 'chatwatch-data' });
    const timeRange = { from: dateTime(1_000), to: dateTime(2_000) };
    expect(panelPath({ ...context, timeRange }, '')).toBe('/a/chatwatch-app/data?from=1000&to=2000');
  });

  it('to the objective that the dashboard is set to', () => {
    const context = panel({ uid: 'chatwatch-objectives' });
    expect(panelPath(context, 'var-objective=error-rate')).toMatch(/^\/a\/chatwatch-app\/objectives\/error-rate\?/);
    expect(panelPath(context, 'var-objective=$__all')).toMatch(/^\/a\/chatwatch-app\/objectives\?/);
    expect(panelPath(context, 'var-objective=a&var-objective=b')).toMatch(/^\/a\/chatwatch-app\/objectives\?/);
  });

  it('from a copy in a dashboard of others, by the metrics that it asks for', () => {
    expect(panelPath(panel({ expr: 'objective:met{objective="availability"}' }), '')).toMatch(
      /^\/a\/chatwatch-app\/objectives\/availability\?/,
    );
    expect(panelPath(panel({ expr: 'sum(rate(chat_deliveries_total[5m]))' }), '')).toMatch(
      /^\/a\/chatwatch-app\/realtime\?/,
    );
  });

  it('nowhere from what is not ours', () => {
    expect(panelPath(panel({ expr: 'rate(http_requests_total[5m])' }), '')).toBeUndefined();
    expect(panelPath(panel({ uid: 'chatwatch-load' }), '')).toBeUndefined();
  });
});

describe('an alert leads', () => {
  const labels = { alertname: 'Burns', objective: 'error-rate' };
  const page = '/a/chatwatch-app/objectives/error-rate';

  test.each([
    ['an instance', { instance: { labels }, rule: { labels: {} } }],
    ['a rule', { name: 'Burns', labels }],
    ['an instance of a labelled rule', { instance: { labels: {} }, rule: { labels } }],
  ])('from %s to its objective', (_, context) => {
    expect(alertPath(context, '')).toBe(page);
  });

  it('from what is frozen and behind a proxy, as Grafana gives it', () => {
    const shielded = (target: object): object =>
      new Proxy(target, {
        get: (from, name, receiver) => {
          const value: unknown = Reflect.get(from, name, receiver);
          return typeof value === 'object' && value !== null ? shielded(value) : value;
        },
      });
    const instance = Object.freeze({ labels: Object.freeze({ ...labels }) });
    expect(alertPath(shielded(Object.freeze({ instance })), '')).toBe(page);
  });

  it('with the time range of the page', () => {
    expect(alertPath({ labels }, 'from=now-1d&to=now&tab=history')).toBe(`${page}?from=now-1d&to=now`);
  });

  test.each([
    ['other labels', { labels: { alertname: 'Disk' } }],
    ['an empty label', { labels: { objective: '' } }],
    ['no labels', { instance: {} }],
    ['nothing', undefined],
  ])('nowhere with %s', (_, context) => {
    expect(alertPath(context, '')).toBeUndefined();
  });

  it('to one path even when the label is an odd one', () => {
    expect(alertPath({ labels: { objective: '../x?y' } }, '')).toBe('/a/chatwatch-app/objectives/..%2Fx%3Fy');
  });
});
