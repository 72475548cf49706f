import { expect, it } from '@jest/globals';
import { judgePrometheus, type PrometheusSeen } from './prometheus';
import type { Verdict } from './verdict';

const seen = (part: Partial<PrometheusSeen>): PrometheusSeen => ({
  name: 'Chatwatch Prometheus',
  failure: undefined,
  targets: 3,
  ours: { up: 2, down: 0 },
  objectives: 16,
  measured: 12,
  hasBuckets: true,
  ...part,
});

it.each<[Verdict['outcome'], string, Partial<PrometheusSeen>, RegExp, RegExp]>([
  ['passed', 'all is there', {}, /2 instances and measures 12 of 16/, /^$/],
  ['failed', 'there is no data source', { name: undefined }, /no Prometheus data source/, /Connections/],
  ['failed', 'it cannot be asked', { failure: 'connection refused' }, /connection refused/, /its own test/],
  [
    'failed',
    'it scrapes nothing',
    { targets: 0, ours: { up: 0, down: 0 }, objectives: 0 },
    /scrapes nothing/,
    /scrape_configs/,
  ],
  [
    'failed',
    'it has none of our metrics',
    { ours: { up: 0, down: 0 }, objectives: 0 },
    /3 targets, but none of our/,
    /scrape_configs/,
  ],
  ['failed', 'rules are not loaded', { objectives: 0, measured: 0 }, /not the recording rules/, /rule_files/],
  ['failed', 'nothing of the service answers', { ours: { up: 0, down: 2 } }, /no instance/, /token/],
  ['warned', 'an instance does not answer', { ours: { up: 1, down: 1 } }, /1 of 2 instances/, /targets/],
  ['warned', 'nobody has asked the service yet', { hasBuckets: false }, /nothing was measured/, /first requests/],
])('says %s when %s', (outcome, _, part, says, remedy) => {
  const verdict = judgePrometheus(seen(part));
  expect(verdict.outcome).toBe(outcome);
  expect(verdict.says).toMatch(says);
  expect(verdict.remedy ?? '').toMatch(remedy);
});
