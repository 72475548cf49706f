import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { APP_ID, DASHBOARD_UIDS, loadObjectives, OBJECTIVE_PANEL_IDS } from '@chatwatch/objectives';
import { dashboardFiles, dashboardTexts, panelsOf } from './testing/dashboard-files.js';

const files = dashboardFiles();
const urls = [...dashboardTexts().values()].flatMap((text) =>
  [...text.matchAll(/"url": "([^"]+)"/g)].map(([, url]) => url ?? ''),
);
const toDashboards = urls.filter((url) => url.startsWith('/d/'));

describe('links', () => {
  it('lead to dashboards that there are, and to the app, and nowhere else', () => {
    const uids = files.map(({ json }) => json.uid);
    const targets = toDashboards.map((url) => url.slice('/d/'.length, url.indexOf('?')));
    expect(targets.filter((uid) => !uids.includes(uid))).toEqual([]);
    const others = urls.filter((url) => !url.startsWith('/d/'));
    expect(others.filter((url) => url !== `/a/${APP_ID}` && !url.startsWith(`/a/${APP_ID}/`))).toEqual([]);
  });

  it('take time and the chosen service along', () => {
    const careless = toDashboards.filter(
      (url) =>
        !url.includes('${__url_time_range}') ||
        !(url.includes('${__all_variables}') || url.includes('${datasource:queryparam}&${job:queryparam}')),
    );
    expect(careless).toEqual([]);
  });

  it('lead from a panel with the limit of an objective to that objective', () => {
    const named = toDashboards.flatMap((url) => /&var-objective=([a-z-]+)$/.exec(url)?.[1] ?? []);
    const ids = loadObjectives().map(({ id }) => id);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('reach every dashboard from another one', () => {
    const reached = new Set(toDashboards.map((url) => url.slice('/d/'.length, url.indexOf('?'))));
    // Load runs are looked for by those who ran them; the links in every head list that dashboard too.
    expect([...reached].sort()).toEqual(
      Object.values(DASHBOARD_UIDS)
        .filter((uid) => uid !== DASHBOARD_UIDS.load)
        .sort(),
    );
  });
});

it('dashboards have the uids and names of files that alerts and the console know', () => {
  expect(Object.fromEntries(files.map(({ name, json }) => [name, json.uid]))).toEqual(DASHBOARD_UIDS);
});

it('the panels that alerts point at are on the dashboard of objectives', () => {
  const objectives = files.find(({ name }) => name === 'objectives');
  const panels = objectives === undefined ? [] : panelsOf(objectives.json);
  const title = (id: number): string | undefined => panels.find((panel) => panel.id === id)?.title;
  expect(title(OBJECTIVE_PANEL_IDS.burnRate)).toBe('Burn rate');
  expect(title(OBJECTIVE_PANEL_IDS.value)).toBe('Value against target');
});

it('the page about dashboards names each by its title and leads to its file', () => {
  const page = readFileSync(new URL('../../docs/dashboards.md', import.meta.url), 'utf8');
  const links = files.map(
    ({ name, json }) => `[${json.title.replace('Chatwatch / ', '')}](../dashboards/json/${name}.json)`,
  );
  expect(links.filter((link) => !page.includes(link))).toEqual([]);
});
