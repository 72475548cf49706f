import { OBJECTIVE_PANEL_IDS } from '@chatwatch/objectives/names';
import { BUDGET_LEFT, EVEN_BURN } from '../limits.js';
import type { Dashboard, Row } from '../model.js';
import { objectiveQueries as objective } from '../queries/index.js';

const now: Row = {
  title: 'Now',
  height: 4,
  panels: [
    {
      id: 3,
      title: 'State',
      worry: 'it is Broken; or Burning, and the time left is short; or No data, as silence is not health.',
      next: 'the burn rate, and the runbook named below.',
      view: 'stat',
      width: 4,
      queries: [objective.state],
      isState: true,
    },
    {
      id: 4,
      title: 'Budget left',
      worry: 'it nears nothing: the next incident breaks the promise.',
      next: 'when it went, in the budget over time.',
      view: 'stat',
      width: 4,
      queries: [objective.budgetLeft],
      limit: BUDGET_LEFT,
    },
    {
      id: 5,
      title: 'Time until the budget is used up',
      worry: 'the time at a short window’s pace is less than it takes to repair the cause.',
      next: 'whether the pace is slowing, in the burn rate.',
      view: 'stat',
      width: 8,
      queries: [objective.exhaustion],
    },
    {
      id: 6,
      title: 'Events so far',
      shows: 'Events that were judged in the objective’s window, and those of them that broke the promise.',
      worry: 'there are far fewer than usual: then neither verdict means much.',
      next: 'whether the metric is still scraped, and traffic on the overview.',
      view: 'stat',
      width: 8,
      queries: [objective.events, objective.badEvents],
      leadsTo: 'overview',
    },
  ],
};

const promise: Row = {
  title: 'Promise',
  height: 4,
  panels: [
    {
      id: 7,
      title: 'What is promised',
      worry: 'what is promised is not what people need: then change the objective, not the alert.',
      next: 'the runbook of this name, in the folder of runbooks.',
      view: 'table',
      width: 24,
      queries: [objective.promise],
      columns: [
        { from: 'title', title: 'Objective', width: 220 },
        { from: 'promise', title: 'Promise' },
        { from: 'target', title: 'Target', width: 200 },
        { from: 'window', title: 'Window', width: 90 },
        { from: 'severity', title: 'Severity', width: 90 },
        { from: 'runbook', title: 'Runbook', width: 220 },
      ],
    },
  ],
};

const overTime: Row = {
  title: 'Over time',
  height: 10,
  panels: [
    {
      id: OBJECTIVE_PANEL_IDS.burnRate,
      title: 'Burn rate',
      worry: 'a short and a long window are both over the line: it matters, and it still goes on.',
      next: 'the marks of starts and deploys, then the dashboard of the part that the objective is about.',
      view: 'timeseries',
      width: 12,
      queries: [objective.burnRate],
      limit: EVEN_BURN,
    },
    {
      id: OBJECTIVE_PANEL_IDS.value,
      title: 'Value against target',
      shows: 'The measured value over the objective’s own window, and its target, dashed; only those of its unit show.',
      worry: 'the value crosses the target.',
      next: 'the burn rate: it shows what the last hours did, which a long window hides.',
      view: 'timeseries',
      width: 12,
      queries: [
        objective.share,
        objective.targetShare,
        objective.seconds,
        objective.targetSeconds,
        objective.bytes,
        objective.targetBytes,
      ],
      canBeNegative: true,
    },
    {
      id: 8,
      title: 'Budget over time',
      worry: 'it falls in a step: an incident; or steadily: the promise is too tight, or something wears out.',
      next: 'what started at that moment: the marks.',
      view: 'timeseries',
      width: 12,
      queries: [objective.budgetLeft],
      limit: BUDGET_LEFT,
      canBeNegative: true,
    },
    {
      id: 9,
      title: 'Share of events that broke the promise',
      worry: 'the short windows are over the allowed share, dashed.',
      next: 'the dashboard of the part that the objective is about.',
      view: 'timeseries',
      width: 12,
      queries: [objective.errorRatio, objective.allowed],
    },
  ],
};

/** One objective, chosen by its id: budget, burn rate, value against target. */
export const objectivesDashboard = (): Dashboard => ({
  name: 'objectives',
  title: 'Objectives',
  description:
    'One promise: is it kept, how much of its budget is left, how fast does that go, and how long will it last.',
  appPage: 'objectives/${objective}',
  choice: 'objective',
  from: 'now-24h',
  rows: [now, promise, overTime],
});
