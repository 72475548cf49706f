import { expect, it } from '@jest/globals';
import type { FoundRules } from '../../../data/grafana/fetch-alert-rules';
import { readRules } from '../../../data/grafana/read-rules';
import { aRule, aRulesAnswer } from '../../../testing/answered-rules';
import { judgeRules } from './alert-rules';
import type { Verdict } from './verdict';

const found = (part: Partial<FoundRules>): FoundRules => ({
  ...readRules(aRulesAnswer(), 'grafana'),
  origin: undefined,
  hindrance: undefined,
  ...part,
});
const two = readRules(aRulesAnswer(aRule(), aRule({ name: 'Other' })), 'grafana').rules;
const blind = readRules(aRulesAnswer(aRule({ health: 'error', lastError: 'no such host' }), aRule()), 'grafana').rules;

it.each<[Verdict['outcome'], string, Partial<FoundRules>, RegExp, RegExp]>([
  ['passed', 'Grafana has them', { rules: two, origin: 'grafana' }, /Grafana evaluates 2/, /^$/],
  ['passed', 'Prometheus has them', { rules: two, origin: 'prometheus' }, /Prometheus evaluates 2/, /^$/],
  ['warned', 'some are blind', { rules: blind, origin: 'grafana' }, /1 of 2 .* no such host/, /data source/],
  ['failed', 'nobody has any', {}, /No rule/, /objectives\.yml/],
  ['warned', 'they may not be read', { hindrance: 'forbidden' }, /may not read/, /alert\.rules:read/],
  ['failed', 'alerting is off', { hindrance: 'disabled' }, /switched off/, /Prometheus/],
])('says %s when %s', (outcome, _, part, says, remedy) => {
  const verdict = judgeRules(found(part));
  expect(verdict.outcome).toBe(outcome);
  expect(verdict.says).toMatch(says);
  expect(verdict.remedy ?? '').toMatch(remedy);
});
