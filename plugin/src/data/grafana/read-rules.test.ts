import { describe, expect, it } from '@jest/globals';
import { aRule, aRulesAnswer, anAlert } from '../../testing/answered-rules';
import type { RuleState } from './alert-rule';
import { readRules } from './read-rules';
import type { AnsweredRule } from './rule-answer';

const stateOf = (part: Partial<AnsweredRule>): RuleState | undefined =>
  readRules(aRulesAnswer(aRule(part)), 'grafana').rules[0]?.state;

describe('the state of a rule', () => {
  it.each<[RuleState, string, Partial<AnsweredRule>]>([
    ['normal', 'nothing is wrong', {}],
    ['normal', 'a query without a match is fine', { alerts: [anAlert({ state: 'Normal (NoData)' })] }],
    ['firing', 'Grafana says so', { state: 'firing', alerts: [anAlert()] }],
    ['firing', 'Prometheus says so', { state: 'firing', alerts: [anAlert({ state: 'firing' })] }],
    ['pending', 'the limit is passed for less than the patience', { state: 'pending' }],
    ['recovering', 'it goes on after its cause', { state: 'recovering' }],
    ['no_data', 'the query has no answer', { health: 'nodata' }],
    ['waiting', 'it was not evaluated yet', { health: 'unknown' }],
    ['paused', 'somebody paused it, whatever it was before', { isPaused: true, state: 'firing' }],
    ['error', 'Grafana could not ask', { health: 'error' }],
    ['error', 'Prometheus could not ask', { health: 'err' }],
    [
      'error',
      'it fires because it could not ask',
      { state: 'firing', alerts: [anAlert({ state: 'Alerting (Error)' })] },
    ],
    ['error', 'it stays as it was, as it could not ask', { alerts: [anAlert({ state: 'Normal (Error, KeepLast)' })] }],
  ])('is %s when %s', (state, _, part) => {
    expect(stateOf(part)).toBe(state);
  });
});

describe('reading rules', () => {
  it('takes those about objectives and those whose annotations lead to this app, and no others', () => {
    const answer = aRulesAnswer(
      aRule(),
      aRule({ name: 'JobDown', labels: { severity: 'page' } }),
      aRule({ name: 'DiskFull', labels: null, annotations: null }),
      { type: 'recording', name: 'objective:met', query: 'vector(1)', health: 'ok' },
    );
    const { rules, unreadable } = readRules(answer, 'grafana');
    expect(rules.map(({ name }) => name)).toEqual(['ErrorRateBudgetBurn1h', 'JobDown']);
    expect(unreadable).toBe(0);
  });

  it('counts a rule of another shape and reads the others', () => {
    const { rules, unreadable } = readRules(aRulesAnswer({ type: 'alerting', name: 7 }, null, aRule()), 'grafana');
    expect(rules).toHaveLength(1);
    expect(unreadable).toBe(2);
  });

  it('puts the longest active alert first and leaves out what is normal', () => {
    const answer = aRulesAnswer(
      aRule({
        state: 'firing',
        alerts: [
          anAlert({ activeAt: '2026-11-23T12:00:00Z' }),
          anAlert({ state: 'Normal', activeAt: '0001-01-01T00:00:00Z' }),
          anAlert({ activeAt: '2026-11-23T11:00:00Z' }),
          anAlert({ state: 'Pending', activeAt: '2026-11-23T10:00:00Z' }),
        ],
      }),
    );
    const rule = readRules(answer, 'grafana').rules[0];
    expect(rule?.alerts.map(({ state, activeAtMs }) => [state, activeAtMs])).toEqual([
      ['firing', Date.parse('2026-11-23T11:00:00Z')],
      ['firing', Date.parse('2026-11-23T12:00:00Z')],
      ['pending', Date.parse('2026-11-23T10:00:00Z')],
    ]);
    expect(rule?.activeAtMs).toBe(Date.parse('2026-11-23T10:00:00Z'));
  });

  it('tells the value of the query, not that of Grafana’s condition', () => {
    const value = (text: string, origin: 'grafana' | 'prometheus') =>
      readRules(aRulesAnswer(aRule({ alerts: [anAlert({ value: text })] })), origin).rules[0]?.alerts[0]?.value;
    expect(value('2.05e+01', 'prometheus')).toBe(20.5);
    expect(value('1e+00', 'grafana')).toBeUndefined();
    expect(value('query: 2.05e+01, threshold: 1e+00', 'grafana')).toBe(20.5);
    expect(value('NaN', 'prometheus')).toBeUndefined();
  });

  it('keeps rules of one name apart', () => {
    const twins = aRulesAnswer(aRule({ uid: undefined }), aRule({ uid: undefined }));
    expect(new Set(readRules(twins, 'prometheus').rules.map(({ key }) => key)).size).toBe(2);
  });
});
