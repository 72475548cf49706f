import { describe, expect, it } from '@jest/globals';
import { counterMetric, generatedThresholds, k6Summary, loadPromise, rateMetric } from '../testing/factories.ts';
import type { K6Summary } from './k6-summary.ts';
import { reportOf } from './run-report.ts';
import { renderRun } from './table.ts';

const environment = { commit: 'abc', branch: 'main', isEmbedded: true, machine: { cores: 2 } };
const kept = 'promise_kept{objective:answers-in-time}';
const threshold = (ok: boolean) => ({ 'rate>=0.95': { ok } });

const report = (metrics: K6Summary['metrics'], people = 1000, timing: 'judge' | 'report' = 'judge') =>
  reportOf(k6Summary(metrics), generatedThresholds(), {
    scenario: 'chat',
    options: { people, runId: 'run-1', timing },
    environment,
    endedAtMs: Date.parse('2026-01-01T00:01:00.000Z'),
  });

const good = { [kept]: rateMetric(990, 10, threshold(true)), chat_people_stayed: counterMetric(1000) };
const bad = { ...good, [kept]: rateMetric(900, 100, threshold(false)) };

describe('the report of a run', () => {
  it('tells what was run, when, where and of what', () => {
    expect(report(good)).toMatchObject({
      ...environment,
      id: 'run-1',
      scenario: 'chat',
      people: 1000,
      startedAt: '2026-01-01T00:00:00.000Z',
      durationSeconds: 60,
      hasPassed: true,
    });
  });

  it('measures as many people at once as stayed, when all promises were kept', () => {
    expect(report(good).measurements).toEqual({ concurrent_users: 1000 });
    expect(report(good).promises[1]).toMatchObject({ objective: 'people', state: 'met', value: 1000 });
  });

  it('measures nobody when one was not, also where the run was told to report it only', () => {
    expect(report(bad).measurements).toEqual({ concurrent_users: null });
    expect(report(bad).promises[1]).toMatchObject({ state: 'missed', value: null });
    const reported = { ...bad, [kept]: rateMetric(900, 100, { 'rate>=0': { ok: true } }) };
    expect(report(reported, 1000, 'report')).toMatchObject({
      hasPassed: true,
      measurements: { concurrent_users: null },
    });
  });

  it('does not hold against a small run that it was small', () => {
    expect(report({ ...good, chat_people_stayed: counterMetric(50) }, 50).promises[1]?.state).toBe('not_tried');
  });

  it.each([
    [95, 5, 'met'],
    [949, 51, 'missed'],
    [99, 0, 'too_few_events'],
    [0, 3, 'missed'],
    [0, 0, 'no_data'],
  ])('judges %d kept and %d broken', (passes, fails, state) => {
    expect(report({ [kept]: rateMetric(passes, fails) }).promises[0]).toMatchObject({ state, events: passes + fails });
  });

  it('names the checks that failed', () => {
    const checks = [
      { name: 'login: 200', passes: 1, fails: 0 },
      { name: 'register: 201', passes: 0, fails: 2 },
    ];
    const run = {
      scenario: 'smoke',
      options: { people: 2, runId: 'x', timing: 'judge' as const },
      environment,
      endedAtMs: 0,
    };
    expect(reportOf(k6Summary({}, checks), generatedThresholds(), run).failedChecks).toEqual([
      { name: 'register: 201', fails: 2 },
    ]);
  });
});

describe('the table of a run', () => {
  it('names the promise that was not kept, with its figure and target', () => {
    const text = renderRun(report(bad));
    expect(text).toMatch(/✗ +Answers in time +90 % kept it +target ≥ 95 % within 200 ms +of 1,000 +answers-in-time/);
    expect(text).toContain('Promises not kept: answers-in-time.');
  });

  it('says that all was well', () => {
    const text = renderRun(report(good));
    expect(text).toMatch(/✓ +Answers in time +99 % kept it/);
    expect(text).toMatch(/✓ +People +1,000 /);
    expect(text).toContain('✓ Every threshold is met.');
  });

  it('says that a figure rests on little, or was only reported', () => {
    expect(renderRun(report({ [kept]: rateMetric(50, 0, threshold(true)) }))).toContain('of 50, too few to be sure');
    expect(renderRun(report(good, 1000, 'report'))).toContain('of 1,000, reported only');
  });

  it('names other thresholds that were not met', () => {
    const stayed = { ...good, chat_people_stayed: counterMetric(999, { 'count>=1000': { ok: false } }) };
    const text = renderRun(report(stayed));
    expect(text).toContain('✗ threshold not met: chat_people_stayed count>=1000');
    expect(text).toContain('✗ Not met: chat_people_stayed.');
  });

  it('takes promises about anything but time as judged when timing is only reported', () => {
    const promise = loadPromise({ criterion: { of: 'deliveries' } });
    const run = {
      scenario: 'chat',
      options: { people: 1, runId: 'x', timing: 'report' as const },
      environment,
      endedAtMs: 0,
    };
    expect(reportOf(k6Summary(good), generatedThresholds([promise]), run).promises[0]?.isJudged).toBe(true);
  });
});
