import { expect, it } from '@jest/globals';
import type { ProblemKind, ProblemSource } from './problem';
import { problemOf } from './problem-from';
import { problemSentences } from './problem-sentences';

const KINDS: readonly ProblemKind[] = [
  'not_configured',
  'no_permission',
  'unauthorised',
  'unreachable',
  'tls',
  'timeout',
  'not_json',
  'other_version',
  'rate_limited',
  'bad_query',
  'no_data_source',
  'no_metrics',
  'server_error',
  'unknown',
];
const SOURCES: readonly ProblemSource[] = ['prometheus', 'backend', 'grafana'];
const every = KINDS.flatMap((kind) => SOURCES.map((source) => [kind, source] as const));

it.each(every)('tells %s of %s in whole sentences', (kind, source) => {
  const problem = problemOf(kind, source);
  const said = problemSentences(problem);
  expect(said.startsWith(`${problem.title}. `)).toBe(true);
  expect(said).toMatch(/[^.?!…][.?!…]$/);
});

it('ends no sentence twice', () => {
  const problem = problemOf('unknown', 'backend');
  expect(problemSentences({ ...problem, title: 'Is it running?', whatToDo: 'Refresh' })).toBe(
    'Is it running? Refresh.',
  );
});
