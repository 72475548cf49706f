import { expect, it } from '@jest/globals';
import { loadObjectives } from '@chatwatch/objectives';
import { allQueries, queries, SITUATIONS } from './index.js';
import { dashboardFiles, panelsOf } from './testing/dashboard-files.js';
import { metricUses } from './testing/promql-syntax.js';

it('lists the queries that the dashboards ask, each with its place', () => {
  const listed = allQueries().map(({ dashboardUid, panelId, panelTitle, expr }) =>
    [dashboardUid, panelId, panelTitle, expr].join(' '),
  );
  const asked = dashboardFiles().flatMap(({ json }) =>
    panelsOf(json).flatMap(({ id, title, targets = [] }) =>
      targets.map(({ expr }) => [json.uid, id, title, expr].join(' ')),
    ),
  );
  expect([...listed].sort()).toEqual([...asked].sort());
});

/** Asked by pages of the console, and by no dashboard. */
const { changeQueries, connectionQueries, consoleQueries, stageQueries, ...ofDashboards } = queries;

it('has a reason wherever an answer may be empty, and a query for each reason', () => {
  const ofPages = [changeQueries, connectionQueries, consoleQueries, stageQueries].flatMap((entries) =>
    Object.values(entries),
  );
  const needs = new Set([...allQueries(), ...ofPages].flatMap((query) => query.needs ?? []));
  expect([...needs].sort()).toEqual(Object.keys(SITUATIONS).sort());
  expect(
    allQueries().filter(
      ({ needs: need, mayBeEmptyBecause }) => (need === undefined) !== (mayBeEmptyBecause === undefined),
    ),
  ).toEqual([]);
});

it('every query of the catalogue that is not for pages of the console is on a dashboard', () => {
  const asked = new Set(allQueries().map(({ expr }) => expr));
  const unasked = Object.entries(ofDashboards).flatMap(([catalogue, entries]) =>
    Object.entries(entries).flatMap(([name, { expr }]) => (asked.has(expr) ? [] : [`${catalogue}.${name}`])),
  );
  expect(unasked).toEqual([]);
});

it('what counts as traffic of people is what the objective about errors counts', () => {
  const indicator = loadObjectives().find(({ id }) => id === 'error-rate')?.indicator;
  const where = indicator?.kind === 'events' ? indicator.total.where : [];
  const [use] = metricUses(queries.httpQueries.requests.expr);
  const ofPeople = use?.matchers.filter((matcher) => matcher.startsWith('route'));
  expect(ofPeople).toEqual(where.map(({ label, operator, value }) => `${label}${operator}"${value}"`));
});
