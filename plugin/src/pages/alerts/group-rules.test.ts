import { describe, expect, it } from '@jest/globals';
import type { AlertRule } from '../../data/grafana/alert-rule';
import { readRules } from '../../data/grafana/read-rules';
import { aRule, aRulesAnswer, anAlert } from '../../testing/answered-rules';
import { countStates, filterOf, matches, parametersOf } from './filter';
import { firstRules, groupRules } from './group-rules';
import { queryOf, ruleHref, runbookOf, silenceHref } from './rule-links';

const rulesOf = (...parts: Parameters<typeof aRule>[0][]): readonly AlertRule[] =>
  readRules(aRulesAnswer(...parts.map((part) => aRule(part))), 'grafana').rules;

const rules = rulesOf(
  { name: 'Quiet', labels: { objective: 'quiet', severity: 'page' } },
  { name: 'Ticket', state: 'firing', labels: { objective: 'both', severity: 'ticket' } },
  { name: 'Page', state: 'firing', labels: { objective: 'both', severity: 'page' } },
  {
    name: 'New',
    state: 'firing',
    labels: { objective: 'both', severity: 'page' },
    alerts: [anAlert({ activeAt: '2026-11-23T13:00:00Z' })],
  },
  { name: 'Old', state: 'firing', labels: { objective: 'both', severity: 'page' }, alerts: [anAlert()] },
  { name: 'Blind', health: 'error', labels: { severity: 'ticket' } },
  { name: 'Pending', state: 'pending', labels: { objective: 'pending', severity: 'page' } },
);

describe('groups of rules', () => {
  it('come worst first, and in each what pages and has lasted longest', () => {
    expect(
      groupRules(rules).map((group) => [group.objective, group.state, group.rules.map(({ name }) => name)]),
    ).toEqual([
      ['', 'error', ['Blind']],
      ['both', 'firing', ['Old', 'New', 'Page', 'Ticket']],
      ['pending', 'pending', ['Pending']],
      ['quiet', 'normal', ['Quiet']],
    ]);
  });

  it.each([
    [1, [['', 1]]],
    [
      3,
      [
        ['', 1],
        ['both', 2],
      ],
    ],
    [
      5,
      [
        ['', 1],
        ['both', 4],
      ],
    ],
    [
      99,
      [
        ['', 1],
        ['both', 4],
        ['pending', 1],
        ['quiet', 1],
      ],
    ],
  ])('are cut after %d rules', (limit, expected) => {
    expect(firstRules(groupRules(rules), limit).map((group) => [group.objective, group.rules.length])).toEqual(
      expected,
    );
  });
});

describe('the filter', () => {
  const names = (search: string): string[] =>
    rules
      .filter((rule) => matches(rule, filterOf(search), rule.objective === 'both' ? 'Error rate' : ''))
      .map(({ name }) => name);

  it.each([
    ['', ['Quiet', 'Ticket', 'Page', 'New', 'Old', 'Blind', 'Pending']],
    ['state=error&state=pending', ['Blind', 'Pending']],
    ['state=nonsense', ['Quiet', 'Ticket', 'Page', 'New', 'Old', 'Blind', 'Pending']],
    ['severity=ticket', ['Ticket', 'Blind']],
    ['search=ERROR%20tick', ['Ticket']],
    ['search=20%20times', ['New', 'Old']],
    ['severity=page&state=firing&search=old', ['Old']],
  ])('%j shows %j', (search, expected) => {
    expect(names(search)).toEqual(expected);
  });

  it('is read from the address as it was written', () => {
    const filter = { states: ['firing', 'error'] as const, severity: 'page', text: 'a & b' };
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(parametersOf(filter))) {
      for (const one of [value].flat()) if (one !== null) search.append(name, one);
    }
    expect(filterOf(search.toString())).toEqual(filter);
    expect(parametersOf({ states: [], severity: '', text: '' })).toEqual({ state: null, severity: null, search: null });
  });

  it('counts rules by state', () => {
    expect([...countStates(rules)]).toEqual([
      ['normal', 1],
      ['firing', 4],
      ['error', 1],
      ['pending', 1],
    ]);
  });
});

describe('links of a rule', () => {
  const [ofPrometheus] = readRules(aRulesAnswer(aRule({ name: 'A&B', uid: undefined, query: 'up == 0' })), 'prometheus')
    .rules as [AlertRule];

  it('of Prometheus lead to Grafana’s list, and to no silence', () => {
    expect(ruleHref(ofPrometheus)).toBe('/alerting/list?search=rule%3A%22A%26B%22');
    expect(silenceHref(ofPrometheus)).toBeUndefined();
  });

  it.each([
    ['docs/runbooks/error-rate.md', 'error-rate'],
    ['error-rate', 'error-rate'],
    ['https://wiki.example/runbooks/Error%20rate', 'https://wiki.example/runbooks/Error%20rate'],
    [undefined, undefined],
  ])('take the runbook %j as %j', (runbook, expected) => {
    expect(runbookOf({ ...ofPrometheus, runbook })).toBe(expected);
  });

  it('ask the first query of those that Grafana joins', () => {
    expect(queryOf({ ...ofPrometheus, query: 'a > 1\nand b | max by (job) (c)' })).toBe('a > 1\nand b');
    expect(queryOf(ofPrometheus)).toBe('up == 0');
  });
});
