import { describe, expect, it } from '@jest/globals';
import { alertRules, loadObjectives, recordingRules } from '@chatwatch/objectives';
import { readFileSync } from 'node:fs';
import { loadRuleFile, loadRules } from './load-rules.js';

const generated = (name: string): string =>
  readFileSync(new URL(`../../../provisioning/prometheus/rules/${name}.yml`, import.meta.url), 'utf8');

describe('rules', () => {
  it('are read from a file as from the objectives themselves', () => {
    const objectives = loadObjectives();
    for (const [name, rules] of [
      ['recording', recordingRules(objectives)],
      ['alerts', alertRules(objectives)],
    ] as const) {
      const plain = (text: unknown): unknown => JSON.parse(JSON.stringify(text));
      expect(plain(loadRuleFile(generated(name)))).toEqual(plain(loadRules(rules)));
    }
  });

  it('have the interval of their group, or else the default', () => {
    const groups = loadRules(
      { groups: [{ name: 'a', interval: '1m30s' }, { name: 'b', intervalSeconds: 2.5, rules: [] }, { name: 'c' }] },
      { defaultIntervalMs: 7000 },
    );
    expect(groups.map(({ intervalMs }) => intervalMs)).toEqual([90_000, 2500, 7000]);
  });

  const withRule = (rule: string): string => `groups: [{name: g, rules: [${rule}]}]`;
  it.each([
    ['groups: [', 'at line 1'],
    ['groupss: []', 'groupss'],
    ['groups: [{name: g}, {name: g}]', 'group "g" is there twice'],
    ['groups: [{name: g, interval: 5}]', 'groups[0].interval'],
    ['groups: [{name: g, interval: 5 minutes}]', '"5 minutes" is no duration'],
    [withRule('{expr: up}'), 'groups[0].rules[0].alert'],
    [withRule('{record: a-b, expr: up}'), 'is no name of a series'],
    [withRule('{record: a, expr: up, for: 5m}'), '"for"'],
    [withRule('{record: a, expr: up, labels: {__name__: b}}'), 'is given by the rule'],
    [withRule('{record: a, alert: b, expr: up}'), '"alert"'],
    [withRule('{alert: a, expr: up, annotation: {}}'), '"annotation"'],
    [withRule('{alert: a, expr: sum(up}'), 'group "g", rule "a", expr: 1:'],
    [withRule('{record: a, expr: "up[5m]"}'), 'group "g", rule "a", expr: gives a matrix, no vector'],
    [withRule('{record: a, expr: "\'x\'"}'), 'group "g", rule "a", expr: gives a string, no vector'],
    [
      withRule('{alert: a, expr: up, annotations: {text: "{{ $value | humanizeTimestamp }}"}}'),
      'group "g", rule "a", annotations.text: function "humanizeTimestamp" is not supported',
    ],
    [withRule('{alert: a, expr: up, labels: {x: "{{ range . }}"}}'), 'labels.x: "range" is not supported'],
  ])('%s is refused by name', (yaml, message) => {
    expect(() => loadRuleFile(yaml, { file: 'rules.yml' })).toThrow(
      expect.objectContaining({ code: 'rules_invalid', message: expect.stringContaining(message) }),
    );
    expect(() => loadRuleFile(yaml, { file: 'rules.yml' })).toThrow(/^rules\.yml: /);
  });
});
