import { describe, expect, it } from '@jest/globals';
import { dashboardFiles, panelsOf, type PanelJson } from './testing/dashboard-files.js';
import { EXCEPTIONS, type Exception } from './testing/exceptions.js';
import { metricUses, rangesOf, type MetricUse } from './testing/promql-syntax.js';

// The rules of Grafana's dashboard-linter, and some of our own.
const files = dashboardFiles();
const panels = files.flatMap(({ name, json }) => panelsOf(json).map((panel) => ({ name, panel })));
const exprs = [...new Set(panels.flatMap(({ panel }) => (panel.targets ?? []).map(({ expr }) => expr)))];
const uses = exprs.flatMap((expr) => metricUses(expr).map((use) => ({ expr, use })));

const used = new Set<Exception>();
const isExcepted = (rule: Exception['rule'], subject: string): boolean => {
  const exception = EXCEPTIONS.find((one) => one.rule === rule && one.where.test(subject));
  if (exception !== undefined) used.add(exception);
  return exception !== undefined;
};

const lacks = ({ matchers }: MetricUse, matcher: string): boolean => !matchers.includes(matcher);
const isCounter = (metric: string): boolean => /_(total|count|sum|bucket)$/.test(metric);
const isRate = (name: string | undefined): boolean => name === 'rate' || name === 'increase' || name === 'irate';
const nameOf = ({ name, panel }: { name: string; panel: PanelJson }): string => `${name}/${panel.title}`;

describe('dashboards', () => {
  it('have distinct uids, cannot be edited, and are of the schema that file provisioning reads', () => {
    expect(new Set(files.map(({ json }) => json.uid)).size).toBe(files.length);
    expect(files.filter(({ json }) => json.editable || json.schemaVersion !== 42).map(({ name }) => name)).toEqual([]);
  });

  it('let readers choose data source, jobs and instances, and look for them again when the time changes', () => {
    for (const { json } of files) {
      const [source, ...others] = json.templating.list;
      expect(source).toMatchObject({ name: 'datasource', type: 'datasource' });
      expect(others.slice(0, 2)).toMatchObject([
        { name: 'job', multi: true, includeAll: true },
        { name: 'instance', multi: true, includeAll: true },
      ]);
      expect(others.filter(({ refresh }) => refresh !== 2)).toEqual([]);
    }
  });

  it('show links and marks of deploys and alerts outright, and take time and variables along', () => {
    for (const { json } of files) {
      expect(json.annotations.list).toMatchObject([
        { name: 'Starts and deploys', enable: true, hide: false },
        { name: 'Firing alerts', enable: true, hide: false },
      ]);
      expect(json.links.filter(({ keepTime, includeVars }) => !keepTime || !includeVars)).toEqual([]);
      expect([...json.links, ...json.annotations.list].filter((one) => one.placement !== undefined)).toEqual([]);
    }
  });
});

describe('panels', () => {
  it('draw a line of zeros on an axis that ends near it, and near their limit', () => {
    const ends = panels
      .filter(({ panel }) => panel.type === 'timeseries')
      .map(({ name, panel }) => {
        const { unit, custom } = panel.fieldConfig.defaults;
        return [nameOf({ name, panel }), unit === 'percentunit' ? 1 : 1_000_000_000, custom?.axisSoftMax] as const;
      });
    expect(ends.filter(([, most, end]) => !(end !== undefined && end > 0 && end <= most))).toEqual([]);
  });

  it('have ids of their own', () => {
    for (const { json } of files) {
      const ids = json.panels.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('have titles that are theirs alone on a dashboard', () => {
    const titles = panels.map(nameOf);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  it.each(panels.map((one) => [nameOf(one), one.panel] as const))(
    '%s has a description with advice, a unit, a query, words for no data, and the chosen data source',
    (_, panel) => {
      expect(panel.description).toMatch(/^.+\.\n\n\*\*Worry when\*\* .+\.\n\n\*\*Look next at\*\* .+\.$/);
      expect(panel.fieldConfig.defaults.unit).toMatch(/./);
      expect(panel.fieldConfig.defaults.noValue).toMatch(/./);
      expect(panel.targets?.length).toBeGreaterThan(0);
      const sources = [panel, ...(panel.targets ?? [])].map(({ datasource }) => datasource?.uid);
      expect(new Set(sources)).toEqual(new Set(['${datasource}']));
      const refIds = (panel.targets ?? []).map(({ refId }) => refId);
      expect(refIds).toEqual([...new Set(refIds)]);
    },
  );

  it('fill their lines without gaps and without covering each other', () => {
    for (const { json } of files) {
      const cells = json.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
        Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
      );
      const bottom = Math.max(...json.panels.map(({ gridPos: { y, h } }) => y + h));
      expect(new Set(cells).size).toBe(cells.length);
      expect(cells).toHaveLength(24 * bottom);
    }
  });

  it('paint no data in no colour of health', () => {
    const bases = panels.map((one) => [nameOf(one), one.panel.fieldConfig.defaults.thresholds?.steps[0]] as const);
    expect(bases.filter(([, base]) => base !== undefined && (base.value !== null || base.color !== 'text'))).toEqual(
      [],
    );
  });
});

describe('marks', () => {
  it('are queries that Prometheus understands', () => {
    const metrics = files.flatMap(({ json }) => json.annotations.list.flatMap(({ expr }) => metricUses(expr)));
    expect(new Set(metrics.map(({ metric }) => metric))).toEqual(
      new Set(['process_start_time_seconds', 'chat_build_info', 'ALERTS']),
    );
  });
});

describe('queries', () => {
  it('ask about the chosen jobs', () => {
    const wrong = uses.filter(({ use }) => lacks(use, 'job=~"$job"') && !isExcepted('matchers', use.metric));
    expect(wrong).toEqual([]);
  });

  it('ask about the chosen instances', () => {
    const wrong = uses.filter(
      ({ use }) =>
        lacks(use, 'instance=~"$instance"') &&
        !isExcepted('matchers', use.metric) &&
        !isExcepted('instance', use.metric),
    );
    expect(wrong).toEqual([]);
  });

  it('ask about no job where a series has none, nor do the variables', () => {
    const variables = files
      .flatMap(({ json }) => json.templating.list)
      .flatMap(({ query }) => (typeof query === 'string' ? [] : [/^label_values\((.+), \w+\)$/.exec(query.query)?.[1]]))
      .flatMap((selector) => metricUses(selector ?? '').map((use) => ({ expr: selector, use })));
    expect(variables.length).toBeGreaterThan(files.length);
    const wrong = [...uses, ...variables].filter(
      ({ use }) => /^objective:(info|target|budget:ratio)$/.test(use.metric) && !lacks(use, 'job=~"$job"'),
    );
    expect(wrong).toEqual([]);
  });

  it('take counters by their rate, and rates of counters alone', () => {
    const wrong = uses.filter(
      ({ use }) => isCounter(use.metric) !== isRate(use.appliedFunction) && !isExcepted('bare-counter', use.metric),
    );
    expect(wrong).toEqual([]);
  });

  it('leave the window of a rate to Grafana, which knows the interval of scrapes', () => {
    const wrong = exprs.filter(
      (expr) => rangesOf(expr).some((range) => range !== '$__rate_interval') && !isExcepted('rate-interval', expr),
    );
    expect(wrong).toEqual([]);
  });
});

it('every exception is needed', () => {
  expect(EXCEPTIONS.filter((exception) => !used.has(exception))).toEqual([]);
});
