import { expect, it } from '@jest/globals';
import { allQueries, queries, SITUATIONS } from './index.js';
import { dashboardFiles, panelsOf } from './testing/dashboard-files.js';

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

it('has a reason wherever an answer may be empty, and a query for each reason', () => {
  const needs = new Set(allQueries().flatMap((query) => query.needs ?? []));
  expect([...needs].sort()).toEqual(Object.keys(SITUATIONS).sort());
  expect(
    allQueries().filter(
      ({ needs: need, mayBeEmptyBecause }) => (need === undefined) !== (mayBeEmptyBecause === undefined),
    ),
  ).toEqual([]);
});

it('every query of the catalogue is on a dashboard', () => {
  const asked = new Set(allQueries().map(({ expr }) => expr));
  const unasked = Object.entries(queries).flatMap(([catalogue, entries]) =>
    Object.entries(entries).flatMap(([name, { expr }]) => (asked.has(expr) ? [] : [`${catalogue}.${name}`])),
  );
  expect(unasked).toEqual([]);
});
