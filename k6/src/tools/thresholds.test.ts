import { describe, expect, it } from '@jest/globals';
import { parseObjectives } from '@chatwatch/objectives';
import { thresholdsOf } from './thresholds.ts';

const within = (changes: Record<string, string> = {}) => ({
  metric: 'http_request_duration_seconds',
  where: "[{ label: route, operator: '=', value: /api/auth/login }]",
  bound: '0.3',
  target: '{ atLeast: 0.9 }',
  unit: 'seconds',
  ...changes,
});

function fromWithin(fields: ReturnType<typeof within>) {
  return `
objectives:
  - id: one
    title: One
    promise: It holds.
    indicator: { kind: within, metric: ${fields.metric}, where: ${fields.where}, bound: ${fields.bound}, minimumEvents: 10 }
    target: ${fields.target}
    window: 28d
    unit: ${fields.unit}
    severity: page
    runbook: one
`;
}

const generate = (yaml: string) => thresholdsOf(parseObjectives(yaml, 'test.yaml'), 'test.yaml');

const fromEvents = (total: string, target: string, label = 'status_code') => `
objectives:
  - id: two
    title: Two
    promise: It holds.
    indicator:
      kind: events
      matching: { metric: ${total}, where: [{ label: ${label}, operator: '=~', value: 5.. }] }
      total: { metric: ${total} }
      minimumEvents: 10
    target: ${target}
    window: 28d
    unit: ratio
    severity: page
    runbook: two
`;

describe('thresholds', () => {
  it('judge answers by the bound of an objective, in milliseconds, where its conditions hold', () => {
    const { promises, thresholds } = generate(fromWithin(within()));
    const where = [{ label: 'route', operator: '=', value: '/api/auth/login' }];
    expect(promises).toMatchObject([{ objective: 'one', criterion: { of: 'response_ms', where, bound: 300 } }]);
    expect(thresholds['promise_kept{objective:one}']).toEqual(['rate>=0.9']);
  });

  it('ask for at least one event, as k6 lets a rate without any pass', () => {
    expect(generate(fromWithin(within())).thresholds['promise_events{objective:one}']).toEqual(['count>0']);
  });

  it.each([
    ['{ atMost: 0.001 }', 'bad', 'rate>=0.999'],
    ['{ atMost: 0.0003 }', 'bad', 'rate>=0.9997'],
    ['{ atLeast: 0.995 }', 'good', 'rate>=0.995'],
  ])('turn a share of %s into the share that must be kept', (target, matchingIs, expression) => {
    const { promises, thresholds } = generate(fromEvents('http_requests_total', target));
    expect(promises).toMatchObject([{ criterion: { of: 'responses', matchingIs } }]);
    expect(thresholds['promise_kept{objective:two}']).toEqual([expression]);
  });

  it('judge deliveries where the service counts its own', () => {
    const { promises } = generate(fromEvents('chat_deliveries_total', '{ atMost: 0.001 }'));
    expect(promises).toMatchObject([{ criterion: { of: 'deliveries' }, keptAtLeast: 0.999 }]);
  });

  it('judge sizes in bytes', () => {
    const sizes = within({ metric: 'http_response_size_bytes', bound: '2048', unit: 'bytes' });
    expect(generate(fromWithin(sizes)).promises).toMatchObject([{ criterion: { of: 'response_bytes', bound: 2048 } }]);
  });

  it.each([
    ['client', 'delivery_ms'],
    ['persist', undefined],
  ])('judge deliveries as readers see them, not stage %s', (stage, of) => {
    const where = `[{ label: stage, operator: '=', value: ${stage} }]`;
    const { promises, notMeasured } = generate(fromWithin(within({ metric: 'chat_delivery_seconds', where })));
    expect(promises[0]?.criterion.of).toBe(of);
    expect(notMeasured).toHaveLength(of === undefined ? 1 : 0);
  });

  it('list what cannot be seen from outside, with the reason', () => {
    const { promises, notMeasured } = generate(fromEvents('http_requests_total', '{ atMost: 0.1 }', 'node'));
    expect(promises).toEqual([]);
    expect(notMeasured).toEqual([{ objective: 'two', reason: expect.stringContaining('node') }]);
  });
});
