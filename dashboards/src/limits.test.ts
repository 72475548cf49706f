import { describe, expect, it } from '@jest/globals';
import { loadObjectives, type Objective, type Objectives } from '@chatwatch/objectives';
import { buildDashboards } from './build.js';
import { BUDGET_LEFT, EVEN_BURN } from './limits.js';
import { renderDashboard } from './render/dashboard.js';
import { panelsOf, type DashboardJson, type PanelJson, type ThresholdsJson } from './testing/dashboard-files.js';

const panelsFor = (objectives: Objectives): PanelJson[] =>
  // Through JSON, as Grafana gets it; the cast names what these tests read of it.
  buildDashboards(objectives).flatMap((one) =>
    panelsOf(JSON.parse(JSON.stringify(renderDashboard(one))) as DashboardJson),
  );

const thresholdsOf = ({ fieldConfig: { defaults, overrides } }: PanelJson): ThresholdsJson[] => [
  ...(defaults.thresholds === undefined ? [] : [defaults.thresholds]),
  ...overrides.flatMap(({ properties }) =>
    properties.flatMap(({ id, value }) => (id === 'thresholds' ? [value as ThresholdsJson] : [])),
  ),
];

/** Every number at which a colour changes, but the floor that stands for 'no number'. */
const colourChanges = (objectives: Objectives): number[] =>
  panelsFor(objectives)
    .flatMap(thresholdsOf)
    .flatMap(({ steps }) => steps)
    .flatMap(({ value }) => (value === null || value < -1e5 ? [] : [value]));

const moved = (objective: Objective, index: number): Objective => {
  const limit = 0.123 + index;
  const { indicator } = objective;
  return {
    ...objective,
    indicator: indicator.kind === 'within' ? { ...indicator, bound: 100 + limit } : indicator,
    target: 'atLeast' in objective.target ? { atLeast: limit } : { atMost: limit },
  };
};

const numbersOf = ({ indicator, target }: Objective): number[] => [
  ...Object.values(target),
  ...(indicator.kind === 'within' ? [indicator.bound] : []),
];

describe('colours and lines', () => {
  it('are at the limits of the objectives and, for budgets, at nothing left and an even burn', () => {
    const objectives = loadObjectives();
    const allowed = [...objectives.flatMap(numbersOf), BUDGET_LEFT.value, EVEN_BURN.value];
    const changes = colourChanges(objectives);
    expect(changes.length).toBeGreaterThan(20);
    expect(changes.filter((value) => !allowed.includes(value))).toEqual([]);
  });

  it('move with the objectives: none is written down anywhere else', () => {
    const objectives = loadObjectives().map(moved);
    const allowed = [...objectives.flatMap(numbersOf), BUDGET_LEFT.value, EVEN_BURN.value];
    expect(colourChanges(objectives).filter((value) => !allowed.includes(value))).toEqual([]);
  });

  it('are left out where the objectives have no such promise', () => {
    const changes = colourChanges(loadObjectives().slice(0, 1));
    const [first] = loadObjectives();
    expect(new Set(changes)).toEqual(
      new Set([first?.indicator.kind === 'within' ? first.indicator.bound : NaN, BUDGET_LEFT.value, EVEN_BURN.value]),
    );
  });

  it.each([
    ['at most', 'Failed', ['text', 'green', 'red']],
    ['at least', 'Cache hit rate', ['text', 'red', 'green']],
  ])('of a number with a limit of %s are neutral without it, and change at the limit', (_, title, colours) => {
    const stat = panelsFor(loadObjectives()).find((panel) => panel.type === 'stat' && panel.title === title);
    expect(stat?.fieldConfig.defaults.thresholds?.steps.map(({ color }) => color)).toEqual(colours);
  });
});
