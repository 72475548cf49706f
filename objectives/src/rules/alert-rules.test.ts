import { describe, expect, it } from '@jest/globals';
import { loadObjectives } from '../load.js';
import type { Objective } from '../schema.js';
import { objectiveOf } from '../testing/objective-factory.js';
import { alertRules } from './alert-rules.js';
import { recordingRules } from './recording-rules.js';

const objectives = loadObjectives();
const alertsOf = (...of: Objective[]) => alertRules(of).groups.flatMap(({ rules }) => rules);
const burns = (objective: Objective) => alertsOf(objective).filter(({ alert }) => alert.includes('BudgetBurn'));

describe('alerts', () => {
  it('have names of their own', () => {
    const names = alertsOf(...objectives).map(({ alert }) => alert);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    ['28d', ['> 13.44', '> 5.6', '> 2.8', '> 1']],
    ['30d', ['> 14.4', '> 6', '> 3', '> 1']],
    ['7d', ['> 3.36', '> 1.4', '> 1', '> 1']],
    ['1d', ['> 1', '> 1', '> 1']],
  ])('ask for the share of a budget of %s that a pair of windows stands for', (window, factors) => {
    const found = burns(objectiveOf({ window })).map(({ expr }) => /> [\d.]+/.exec(expr)?.[0]);
    expect(found).toEqual(factors);
  });

  it('have no pair of windows that is longer than the promise', () => {
    expect(burns(objectiveOf({ window: '7h' })).map(({ labels }) => labels.long_window)).toEqual(['1h', '6h']);
  });

  it('judge the value itself where no pair of windows fits', () => {
    expect(alertsOf(objectiveOf({ window: '30m' })).map(({ alert }) => alert)).toEqual(
      expect.arrayContaining(['ResponseTimeMissed', 'ResponseTimeDataAbsent']),
    );
  });

  it('never wake anyone for an objective that waits for the morning', () => {
    for (const { id } of objectives.filter(({ severity }) => severity === 'ticket')) {
      const severities = alertsOf(...objectives)
        .filter(({ labels }) => labels.objective === id)
        .map(({ labels }) => labels.severity);
      expect(severities).not.toContain('page');
    }
  });

  it('leave out a pair that could not fire if every event were bad, and say so', () => {
    const objective = objectiveOf({ target: { atLeast: 0.8 } });
    const [group] = alertRules([objective]).groups;
    expect(burns(objective).map(({ labels }) => labels.long_window)).toEqual(['1d', '3d']);
    expect(group?.notes.slice(1)).toEqual([
      'Left out: 1h & 5m. It asks for 13.44 times the budget, and if all events were bad it would burn 5 times too fast.',
      'Left out: 6h & 30m. It asks for 5.6 times the budget, and if all events were bad it would burn 5 times too fast.',
    ]);
  });

  it('say what is promised, what is measured, how fast the budget burns and where to go', () => {
    const [burn] = burns(objectiveOf());
    expect(burn?.annotations).toMatchObject({
      summary: 'Response time: the error budget burns {{ $value | humanize }} times as fast as it may',
      dashboard_url: 'http://localhost:3001/d/chatwatch-objectives?var-objective=response-time',
      app_url: 'http://localhost:3001/a/chatwatch-app/objectives/response-time',
      runbook_url: 'docs/runbooks/response-time.md',
    });
    expect(burn?.annotations.description).toMatch(/^Promised: Most responses are fast\. In the last 1 hour, /);
    expect(burn?.annotations.description).toContain('objective:budget_exhaustion:seconds');
  });

  it('lead where the objectives file says', () => {
    const links = { grafana: 'https://grafana.example', runbooks: 'https://docs.example/{runbook}' };
    const [alert] = alertRules([objectiveOf()], { links }).groups.flatMap(({ rules }) => rules);
    expect(alert?.annotations).toMatchObject({
      dashboard_url: 'https://grafana.example/d/chatwatch-objectives?var-objective=response-time',
      runbook_url: 'https://docs.example/response-time',
    });
  });

  it('show braces of a promise as they are', () => {
    const [alert] = alertsOf(objectiveOf({ promise: 'Fast {{ for }} all.' }));
    expect(alert?.annotations.description).toContain('Promised: Fast {{ "{{" }} for }} all.');
  });

  it('read only series that are recorded', () => {
    const recorded = new Set(
      recordingRules(objectives).groups.flatMap(({ rules }) => rules.map(({ record }) => record)),
    );
    const read = alertsOf(...objectives).flatMap(({ expr }) => expr.match(/objective:[a-z_:]+/g) ?? []);
    expect(read.filter((name) => !recorded.has(name))).toEqual([]);
  });
});

describe('windows scaled down', () => {
  it('keep their names and are shorter in queries', () => {
    const options = { scale: 300, scrapeIntervalSeconds: 0.25 };
    const rules = recordingRules([objectiveOf()], options).groups.flatMap((group) => group.rules);
    const hour = rules.find(({ record, labels }) => record.includes(':events:') && labels.window === '1h');
    expect(hour?.expr).toContain('[12s]');
    expect(alertRules([objectiveOf()], options).groups[0]?.rules[0]).toMatchObject({
      for: '200ms',
      keepFiringFor: '1s',
    });
  });

  it.each([
    [{ scale: 6 }, 'scale: 5m becomes 50s, which is shorter than 4 scrapes of 15s: scale less, scrape more often'],
    [{ scrapeIntervalSeconds: 80 }, 'scale: 5m becomes 5m, which is shorter than 4 scrapes of 80s'],
    [{ scrapeIntervalSeconds: 60 }, 'response-time: window: 3m becomes 3m, which is shorter than 4 scrapes of 1m'],
    [{ evaluationIntervalSeconds: 301 }, 'evaluationIntervalSeconds: 301s is longer than the window of 5m'],
  ])('are refused when they hold too little: %j', (options, message) => {
    for (const rules of [alertRules, recordingRules]) {
      expect(() => rules([objectiveOf({ window: '3m' })], options)).toThrow(message);
    }
  });

  it('may hold four scrapes and be evaluated once', () => {
    const options = { scrapeIntervalSeconds: 75, evaluationIntervalSeconds: 300 };
    expect(alertRules([objectiveOf()], options).groups).toHaveLength(2);
  });
});
