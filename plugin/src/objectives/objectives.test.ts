import { describe, expect, it } from '@jest/globals';
import { HEALTH } from '@chatwatch/dashboards/browser';
import type { Series } from '../data/prometheus';
import {
  formatExhaustion,
  formatShare,
  formatSpan,
  formatTimes,
  formatValue,
  formatWindow,
  windowSeconds,
} from './format';
import { objectivesFrom, type ObjectiveAnswers } from './from-answers';
import { objectiveOf } from '../testing/objective';
import { matching, sortedBy, worstFirst } from './order';

const answer = (objective: string, value: number, labels: Record<string, string> = {}): Series => ({
  labels: { objective, ...labels },
  legend: objective,
  times: [0, 1],
  values: [Number.NaN, value],
});

const none: ObjectiveAnswers = {
  promises: [],
  states: [],
  values: [],
  budgetsLeft: [],
  burnRates: [],
  exhaustions: [],
  events: [],
  badEvents: [],
};

describe('objectives from answers', () => {
  it('have the latest of each number and the state’s name', () => {
    const labels = { title: 'Error rate', promise: 'Few fail.', kind: 'events', unit: 'ratio', target: '≤ 0.1 %' };
    const [objective] = objectivesFrom({
      ...none,
      promises: [answer('error-rate', 1, { ...labels, window: '28d', severity: 'page', runbook: 'errors' })],
      states: [answer('error-rate', HEALTH.burning.value)],
      values: [answer('error-rate', 0.0004), answer('other', 7)],
      budgetsLeft: [answer('error-rate', 0.6)],
      burnRates: [answer('error-rate', 2)],
      exhaustions: [answer('error-rate', 3600)],
      events: [answer('error-rate', 5000)],
      badEvents: [answer('error-rate', 2)],
    });
    expect(objective).toEqual({
      id: 'error-rate',
      ...labels,
      window: '28d',
      severity: 'page',
      runbook: 'errors',
      state: 'burning',
      value: 0.0004,
      budgetLeft: 0.6,
      burnRate: 2,
      exhaustionSeconds: 3600,
      events: 5000,
      badEvents: 2,
    });
  });

  it('without a state are silent, and without a number have none', () => {
    const [objective] = objectivesFrom({ ...none, promises: [answer('a', 1)], values: [answer('a', Number.NaN)] });
    expect(objective).toMatchObject({ id: 'a', title: 'a', state: 'silent' });
    expect(objective).not.toHaveProperty('value');
  });

  it('are told once while Prometheus knows two wordings', () => {
    const promises = [answer('a', 1, { title: 'Old' }), answer('a', 1, { title: 'New' })];
    expect(objectivesFrom({ ...none, promises })).toHaveLength(1);
  });
});

const titles = (objectives: readonly { title: string }[]): string => objectives.map(({ title }) => title).join(' ');

describe('the order', () => {
  const objectives = [
    objectiveOf({ id: 'k', title: 'K' }),
    objectiveOf({ id: 'w', title: 'W', state: 'waiting' }),
    objectiveOf({ id: 's', title: 'S', state: 'silent' }),
    objectiveOf({ id: 'u2', title: 'U2', state: 'burning', burnRate: 2, budgetLeft: 0.1 }),
    objectiveOf({ id: 'u9', title: 'U9', state: 'burning', burnRate: 9, budgetLeft: 0.9 }),
    objectiveOf({ id: 'b', title: 'B', state: 'broken' }),
    objectiveOf({ id: 'e', title: 'E', state: 'elsewhere' }),
  ];

  it('is by state, then by burn rate', () => {
    expect(titles(worstFirst(objectives))).toBe('B U9 U2 S K W E');
  });

  it('has favourites first within their state', () => {
    expect(titles(worstFirst(objectives, new Set(['u2', 'w'])))).toBe('B U2 U9 S K W E');
  });

  it('by a number has those without one last, either way', () => {
    expect(titles(sortedBy(objectives, 'burn', true)).startsWith('U9 U2 ')).toBe(true);
    expect(titles(sortedBy(objectives, 'burn', false)).startsWith('U2 U9 ')).toBe(true);
    expect(titles(sortedBy(objectives, 'title', true))).toBe('W U9 U2 S K E B');
  });

  it('keeps those of a state, and those whose words hold a text', () => {
    expect(titles(matching(objectives, { text: '', states: ['burning', 'silent'] }))).toBe('S U2 U9');
    expect(titles(matching(objectives, { text: ' u9 ', states: [] }))).toBe('U9');
    expect(matching(objectives, { text: 'REQUESTS FAIL', states: [] })).toHaveLength(objectives.length);
  });
});

describe('numbers for people', () => {
  it.each([
    [0.999, '99.9%'],
    [0.99987, '99.987%'],
    [1, '100%'],
    [0, '0%'],
    [0.0004, '0.04%'],
    [0.69374, '69.4%'],
    [0.98765, '98.77%'],
    [-29.63, '-2963%'],
  ])('say the share %d as %s', (share, text) => {
    expect(formatShare(share)).toBe(text);
  });

  it.each([
    [0, '0 sec'],
    [59.6, '1 min'],
    [3_600, '1 hr'],
    [7_800, '2 hr 10 min'],
    [200_000, '2 days 7 hr'],
  ])('say %d seconds as %s', (seconds, text) => {
    expect(formatSpan(seconds)).toBe(text);
  });

  it('have the unit of the objective, and growth its hour', () => {
    expect(formatValue(objectiveOf({ unit: 'seconds', kind: 'average' }), 0.0432)).toBe('43.2 ms');
    expect(formatValue(objectiveOf({ unit: 'ratio', kind: 'growth' }), 0.02)).toBe('2% per hour');
    expect(formatValue(objectiveOf(), undefined)).toBe('–');
    expect(formatTimes(14.4)).toBe('14×');
  });

  it('say when a budget is gone', () => {
    expect(formatExhaustion(objectiveOf({ budgetLeft: -0.1, exhaustionSeconds: 0 }))).toBe('Used up');
    expect(formatExhaustion(objectiveOf({ budgetLeft: 0.5, exhaustionSeconds: 60 }))).toBe('1 min');
    expect(formatExhaustion(objectiveOf({ budgetLeft: 0.5, exhaustionSeconds: 3e6 }))).toBe('> 28 days');
    expect(formatExhaustion(objectiveOf({ budgetLeft: 0.5 }))).toBe('Not burning');
    expect(formatExhaustion(objectiveOf())).toBe('–');
  });

  it('say windows in words', () => {
    expect([formatWindow('28d'), formatWindow('1h'), formatWindow('odd')]).toEqual(['28 days', '1 hour', 'odd']);
    expect([windowSeconds('28d'), windowSeconds(undefined), windowSeconds('odd')]).toEqual([2_419_200, 0, 0]);
  });
});
