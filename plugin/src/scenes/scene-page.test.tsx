import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import React from 'react';
import { beforeAll, beforeEach, expect, it } from '@jest/globals';
import { config, locationService } from '@grafana/runtime';
import { sceneGraph, type SceneObject } from '@grafana/scenes';
import { act, configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { throwError } from 'rxjs';
import type { DrawnDashboard } from '@chatwatch/dashboards/browser';
import { ConsoleProviders } from '../app/providers';
import { api } from '../generated/dashboards/api';
import { data } from '../generated/dashboards/data';
import { realtime } from '../generated/dashboards/realtime';
import { runtime } from '../generated/dashboards/runtime';
import { FakePrometheus, now, type SentRequest } from '../testing/fake-prometheus';
import { renderInHost, type HostOptions } from '../testing/host';
import { endVisit, listen, markPageReady } from '../vitals/visit';
import { startPanels, ZOOMED, type FakeScreen } from '../testing/panels';
import { ScenePage } from './scene-page';

let place: FakeScreen;
let prometheus: FakePrometheus;
beforeAll(() => {
  // Many panels on a busy machine.
  configure({ asyncUtilTimeout: 10_000 });
  place = startPanels();
});
beforeEach(() => {
  place.scrollTo(() => true);
  prometheus = new FakePrometheus();
});

const renderPage = (dashboard: DrawnDashboard, options: HostOptions = {}) =>
  renderInHost(
    <ConsoleProviders>
      <ScenePage dashboard={dashboard} />
    </ConsoleProviders>,
    { prometheus: { prom: prometheus }, path: `/a/chatwatch-app/${dashboard.name}`, ...options },
  );

/** Where a panel is, with what is said about it. */
const placeOf = (id: number): HTMLElement => document.getElementById(`panel-${id}`) ?? document.body;

const sceneOf = ({ scopedVars }: SentRequest): SceneObject | undefined => {
  const wrapped = scopedVars.__sceneObject as { value: { valueOf(): SceneObject } } | undefined;
  return wrapped?.value.valueOf();
};

const isOfMarks = ({ requestId }: SentRequest): boolean => requestId.startsWith('AQ');

/** Questions of panels, not those of the page around them. */
const ofPanels = (): SentRequest[] =>
  prometheus.sent.filter((request) => sceneOf(request) !== undefined && !isOfMarks(request));

const exprsOf = (requests: readonly SentRequest[]): string[] =>
  requests.flatMap(({ targets }) => targets.map(({ expr }) => expr));

interface ProvisionedPanel {
  targets?: object[];
}

/** What the provisioned dashboard asks, without the data source, which is chosen on the page. */
const askedByDashboard = (name: string): object[] => {
  const file = join(__dirname, '../../../dashboards/json', `${name}.json`);
  const { panels } = JSON.parse(readFileSync(file, 'utf8')) as { panels: ProvisionedPanel[] };
  return panels.flatMap(({ targets = [] }) =>
    targets.map((target) => Object.fromEntries(Object.entries(target).filter(([field]) => field !== 'datasource'))),
  );
};

it.each([api, realtime, data, runtime])('asks what the provisioned dashboard asks: $title', async (dashboard) => {
  renderPage(dashboard);
  const wanted = askedByDashboard(dashboard.name);
  await waitFor(() => {
    expect(ofPanels().flatMap(({ targets }) => targets)).toHaveLength(wanted.length);
  });
  const asked = ofPanels().flatMap(({ targets }) => targets);
  expect(asked).toEqual(expect.arrayContaining(wanted.map((target) => expect.objectContaining(target))));
});

it('asks for a panel when it comes to the screen, and not before', async () => {
  place.scrollTo((id) => id <= 4);
  renderPage(api);
  const slowest = api.rows.flatMap(({ panels }) => panels).find(({ id }) => id === 10)?.queries[0]?.expr ?? '';
  expect(await screen.findByText('Requests: 0 series')).not.toBeNull();
  await waitFor(() => {
    expect(ofPanels()).toHaveLength(4);
  });
  expect(exprsOf(ofPanels())).not.toContain(slowest);
  place.scrollTo(() => true);
  await waitFor(() => {
    expect(exprsOf(ofPanels())).toContain(slowest);
  });
});

it('asks nothing for a row that is folded', async () => {
  place.scrollTo((id) => id <= 4);
  renderPage(api);
  await userEvent.click(await screen.findByRole('button', { name: 'Routes now' }));
  place.scrollTo(() => true);
  expect(await screen.findByText('Rate limits: 0 series')).not.toBeNull();
  expect(screen.queryByText('Routes: 0 series')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Routes now' }));
  expect(await screen.findByText(/^Routes: .* series/)).not.toBeNull();
});

/** What a data source reads where the text stands in a query. */
const filledIn = (request: SentRequest | undefined, text: string): string => {
  const scene = request && sceneOf(request);
  return scene ? sceneGraph.interpolate(scene, text, undefined, (value: unknown) => (value as string[]).join('|')) : '';
};

it('asks again about other instances, and another data source, when they are chosen', async () => {
  const other = new FakePrometheus();
  prometheus.answers = {
    'group by (job, instance)': ['a:1', 'b:1'].map((instance) => now({ job: 'chat', instance }, 1)),
  };
  other.answers = prometheus.answers;
  place.scrollTo((id) => id === 1);
  renderPage(api, { prometheus: { prom: prometheus, other } });
  await waitFor(() => {
    expect(filledIn(ofPanels().at(-1), '$job $instance')).toBe('chat a:1|b:1');
  });
  act(() => {
    locationService.partial({ 'var-instance': 'b:1' });
  });
  await waitFor(() => {
    expect(filledIn(ofPanels().at(-1), '$job $instance')).toBe('chat b:1');
  });
  const before = ofPanels().length;
  act(() => {
    locationService.partial({ 'var-datasource': 'other' });
  });
  await waitFor(() => {
    expect(exprsOf(other.sent)).toContain(api.drawings[1]?.targets[0]?.expr);
  });
  expect(ofPanels()).toHaveLength(before);
});

it('a zoom into a panel chooses the time for the whole console', async () => {
  place.scrollTo((id) => id === 1);
  renderPage(api);
  await userEvent.click(await screen.findByRole('button', { name: 'Zoom Requests' }));
  const { from, to } = locationService.getSearchObject();
  expect({ from: Number(from), to: Number(to) }).toEqual(ZOOMED);
  await waitFor(() => {
    expect(ofPanels().at(-1)?.range.from.valueOf()).toBe(ZOOMED.from);
  });
});

const refused = () =>
  throwError(() => ({ status: 502, data: { message: 'dial tcp 127.0.0.1:9090: connect: connection refused' } }));

it('says once above the panels what is wrong when Prometheus is away, and keeps short in them', async () => {
  place.scrollTo((id) => id <= 5);
  prometheus.respond = refused;
  renderPage(api);
  expect(await screen.findByText('Prometheus cannot be reached', { selector: '[role=alert] *' })).not.toBeNull();
  await screen.findByRole('region', { name: 'Requests by route' });
  const panel = placeOf(5);
  expect(await within(panel).findByText('Prometheus cannot be reached')).not.toBeNull();
  expect(screen.queryByText(/No traffic/)).toBeNull();
  expect(screen.getAllByText(/is the address of the data source right/)).toHaveLength(1);
});

it('keeps the lines of panels when Prometheus goes away, says of when they are, and drops them for others', async () => {
  place.scrollTo((id) => id === 5);
  prometheus.answers = { ...prometheus.answers, 'topk(10, sum by (method, route)': [now({ route: '/' }, 1)] };
  renderPage(api);
  expect(await screen.findByText('Requests by route: 1 series')).not.toBeNull();
  prometheus.respond = refused;
  await userEvent.click(await screen.findByTestId(/RefreshPicker run button/));
  expect(await screen.findByText(/^What is still shown is of /)).not.toBeNull();
  expect(screen.getByText('Requests by route: 1 series')).not.toBeNull();
  act(() => {
    locationService.partial({ from: 'now-6h' });
  });
  expect(await screen.findByText('Requests by route: 0 series')).not.toBeNull();
  expect(screen.queryByText(/^What is still shown is of /)).toBeNull();
});

it('says in a panel without an answer why there may be none', async () => {
  place.scrollTo((id) => id === 5);
  renderPage(api);
  await screen.findByRole('region', { name: 'Requests by route' });
  const panel = placeOf(5);
  expect(await within(panel).findByText('No traffic')).not.toBeNull();
  expect(within(panel).getByText(/No request was answered/)).not.toBeNull();
});

it('scrolls to the panel that an address leads to, and marks it', async () => {
  const scrolled: string[] = [];
  Element.prototype.scrollIntoView = function (this: Element) {
    scrolled.push(this.id);
  };
  renderPage(api, { path: '/a/chatwatch-app/api?panel=12' });
  await waitFor(() => {
    expect(scrolled).toEqual(['panel-12']);
  });
});

it.each([true, false])('offers Explore to those alone who may explore: %s', async (mayExplore) => {
  config.bootData.user.permissions = { 'datasources:explore': mayExplore };
  place.scrollTo((id) => id === 5);
  renderPage(api);
  await screen.findByRole('region', { name: 'Requests by route' });
  const panel = placeOf(5);
  expect(await within(panel).findByText('Requests by route: 0 series')).not.toBeNull();
  const links = within(panel).queryAllByRole('link', { name: 'Explore Requests by route' });
  expect(links.map((link) => link.getAttribute('href')?.includes('/explore?'))).toEqual(mayExplore ? [true] : []);
});

it('says in words which number is not as promised, which is, and which nobody can tell', async () => {
  prometheus.answers = {
    ...prometheus.answers,
    'histogram_quantile(0.95, sum (rate(http_request_duration': [now({}, 0.471)],
    'histogram_quantile(0.95, sum by (le) (rate(http_request_duration': [now({}, 0.471)],
    'status_code=~"5.."': [now({}, 0)],
  };
  place.scrollTo((id) => id <= 4);
  renderPage(api);
  expect(await screen.findByText('Not as promised: 1 of 3.')).not.toBeNull();
  expect(screen.getByText(/Response time, 95 % is 471 ms, and should be at most 200 ms/)).not.toBeNull();
  expect(screen.getByText(/Failed is 0% \(at most 0.100%\)/)).not.toBeNull();
  expect(screen.getByText('Response size, 99 %: No traffic')).not.toBeNull();
});

it('copies the query with what is chosen written out, and leads to where there is more', async () => {
  const user = userEvent.setup();
  place.scrollTo((id) => id === 6);
  renderPage(api);
  await user.click(await screen.findByLabelText('Menu for panel Failures by route'));
  const hrefOf = (name: string) => screen.getByRole('menuitem', { name }).getAttribute('href');
  expect(hrefOf('Open in the dashboard')).toContain(`/d/chatwatch-api?from=now-1h&to=now&viewPanel=panel-6`);
  expect(hrefOf('Look next: data')).toContain('/a/chatwatch-app/data?from=now-1h&to=now');
  await user.click(screen.getByRole('menuitem', { name: 'Copy the query' }));
  const copied = await navigator.clipboard.readText();
  expect(copied).toContain('job=~"chatwatch",instance=~"127\\\\.0\\\\.0\\\\.1:3000"');
  expect(copied).toContain('[$__rate_interval]');
});

const markedByDashboard = (name: string): { expr: string; name: string }[] => {
  const file = join(__dirname, '../../../dashboards/json', `${name}.json`);
  const { annotations } = JSON.parse(readFileSync(file, 'utf8')) as {
    annotations: { list: { expr: string; name: string }[] };
  };
  return annotations.list;
};

it('marks what the provisioned dashboard marks, of the chosen Prometheus', async () => {
  const wanted = markedByDashboard('api').map(({ expr }) => expr);
  const starts = { points: [[0, 1_700_000_000_000]], labels: { version: '1.2.3' } } as const;
  const other = new FakePrometheus(prometheus.answers);
  prometheus.answers = { process_start_time_seconds: [starts], ...prometheus.answers };
  place.scrollTo((id) => id === 5);
  renderPage(api, { prometheus: { prom: prometheus, other } });
  expect(await screen.findByText('Requests by route: 1 marks')).not.toBeNull();
  expect(exprsOf(prometheus.sent.filter(isOfMarks))).toEqual(wanted);
  act(() => {
    locationService.partial({ 'var-datasource': 'other' });
  });
  await waitFor(() => {
    expect(exprsOf(other.sent.filter(isOfMarks))).toEqual(wanted);
  });
});

it('measures how long a reader waits for a panel that draws, and not for one that has nothing', async () => {
  place.scrollTo((id) => id === 5 || id === 6);
  prometheus.answers = { ...prometheus.answers, 'topk(10, sum by (method, route)': [now({ route: '/' }, 1)] };
  markPageReady('api', performance.now());
  const measured: string[] = [];
  const stop = listen(({ name }) => measured.push(name));
  renderPage(api);
  expect(await screen.findByText('Requests by route: 1 series')).not.toBeNull();
  expect(await screen.findByText('Failures by route: 0 series')).not.toBeNull();
  stop();
  endVisit();
  expect(measured.filter((name) => name === 'panel_shown')).toHaveLength(1);
});
