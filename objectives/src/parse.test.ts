import { describe, expect, it } from '@jest/globals';
import { ObjectivesError } from './errors.js';
import { parseObjectives, parseObjectivesFile } from './parse.js';
import { fileOf, type Fields } from './testing/objective-factory.js';

const sound = `objectives:
  - id: response-time
    title: Response time
    promise: Most responses are fast.
    indicator:
      kind: within
      metric: response_seconds
      where:
        - { label: route, operator: '!~', value: /livez|/metrics }
      bound: 0.2
      minimumEvents: 10
    target: { atLeast: 0.95 }
    window: 28d
    unit: seconds
    severity: page
    runbook: response-time
`;

function failureOf(text: string): ObjectivesError {
  try {
    parseObjectives(text, 'promises.yaml');
  } catch (error) {
    if (error instanceof ObjectivesError) return error;
    throw error;
  }
  throw new Error('the file was accepted');
}

function problemLines(text: string): string[] {
  return failureOf(text).message.split('\n').slice(1);
}

describe('a sound file', () => {
  it('becomes objectives in the order of the file, with no selectors where none are given', () => {
    const objectives = parseObjectives(fileOf({ id: 'b' }, { id: 'a' }), 'promises.yaml');
    expect(objectives.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(objectives[0]?.indicator).toMatchObject({ where: [] });
  });

  it('cannot be changed afterwards, however deep', () => {
    const [objective] = parseObjectives(sound, 'promises.yaml');
    const indicator = objective?.indicator as unknown as { where: { label: string }[] };
    expect(() => indicator.where.pop()).toThrow(TypeError);
    expect(() => Object.assign(indicator.where[0] ?? {}, { label: 'method' })).toThrow(TypeError);
  });
});

describe('a file with one mistake', () => {
  it.each([
    ['a missing field', '    title: Response time\n', '', '2:5 objectives[0].title: is required'],
    ['an unknown field', 'title:', 'titel: x\n    title:', '3:5 objectives[0].titel: is not a known field'],
    ['an id that is no slug', 'id: response-time', 'id: Response', '2:9 objectives[0].id: must be kebab-case'],
    ['an empty promise', 'Most responses are fast.', '" "', '4:14 objectives[0].promise: must not be empty'],
    ['an unknown kind', 'kind: within', 'kind: latency', '6:13 objectives[0].indicator.kind: must be one of within'],
    ['a suffixed histogram', 'response_seconds', 'a_bucket', '7:15 objectives[0].indicator.metric: must name the'],
    ['a metric that is no name', 'response_seconds', 'rate(a)', '7:15 objectives[0].indicator.metric: must be a Prom'],
    ['an unknown operator', "'!~'", "'~'", '9:37 objectives[0].indicator.where[0].operator: Invalid option'],
    ['a broken pattern', '/livez|/metrics', '(', '9:50 objectives[0].indicator.where[0].value: must be a regular'],
    ['a lookahead', '/livez|/metrics', '(?!a)', '9:50 objectives[0].indicator.where[0].value: must be a regular'],
    ['a bound of zero', 'bound: 0.2', 'bound: 0', '10:14 objectives[0].indicator.bound: Too small'],
    ['a bound without end', 'bound: 0.2', 'bound: .inf', '10:14 objectives[0].indicator.bound: Invalid input'],
    ['half an event', 'minimumEvents: 10', 'minimumEvents: .5', '11:22 objectives[0].indicator.minimumEvents: Invalid'],
    ['no target', '{ atLeast: 0.95 }', '{}', '12:13 objectives[0].target: must have a number as atLeast or'],
    ['two targets', '0.95 }', '0.9, atMost: 1 }', '12:13 objectives[0].target: must have a number as atLeast or'],
    ['a percentage', '0.95', '95', '12:24 objectives[0].target.atLeast: must lie between 0 and 1'],
    ['the wrong side', 'atLeast', 'atMost', '12:13 objectives[0].target: must be atLeast for an indicator of kind'],
    ['a window in words', '28d', '28 days', '13:13 objectives[0].window: must be a duration such as 5m'],
    ['no window', '    window: 28d\n', '', '2:5 objectives[0].window: is required'],
    ['an unknown unit', 'unit: seconds', 'unit: ms', '14:11 objectives[0].unit: Invalid option'],
    ['an alias without an anchor', 'unit: seconds', 'unit: *u', '14:11: alias *u has no anchor above it'],
    ['a key twice', 'unit: seconds', 'unit: seconds\n    unit: bytes', '15:5: Map keys must be unique'],
    ['an open bracket', 'atLeast: 0.95 }', 'atLeast: 0.95', '13:5: '],
    ['an unknown field at the top', 'objectives:', 'owner: me\nobjectives:', '1:1 owner: is not a known field'],
  ])('names the place of %s', (_, correct, wrong, expected) => {
    const text = sound.replace(correct, () => wrong);
    const [first = ''] = problemLines(text);
    expect(first.slice(0, `  promises.yaml:${expected}`.length)).toBe(`  promises.yaml:${expected}`);
  });

  it.each([
    ['an empty file', '', '1:1: Invalid input: expected object, received null'],
    ['a list of no objectives', 'objectives: []', '1:13 objectives: must have at least one objective'],
    ['a list that is none', 'objectives: 3', '1:13 objectives: Invalid input: expected array, received number'],
    ['an objective that is none', 'objectives:\n  - 5', '2:5 objectives[0]: Invalid input: expected object, received'],
  ])('names the place of %s', (_, text, expected) => {
    expect(problemLines(text)[0]).toContain(`promises.yaml:${expected}`);
  });
});

describe('fields that disagree', () => {
  const counters = { matching: { metric: 'a' }, total: { metric: 'b' }, minimumEvents: 1 };

  it.each<[string, Fields, string]>([
    [
      'a window on an external measurement',
      { indicator: { kind: 'external', source: 'build', measurement: 'bytes' } },
      'window: must be left out',
    ],
    [
      'events that are not a ratio',
      { indicator: { kind: 'events', ...counters } },
      'unit: must be ratio for an indicator of kind events',
    ],
    [
      'an average that must stay high',
      { indicator: { kind: 'average', metric: 'a', minimumEvents: 1 } },
      'target: must be atMost for an indicator of kind average',
    ],
    [
      'a promise of perfection',
      { indicator: { kind: 'events', ...counters }, unit: 'ratio', target: { atLeast: 1 } },
      'target.atLeast: promises perfection, which leaves no budget to measure against and every failure would wake someone: 0.999 allows one failure in a thousand (objective response-time)',
    ],
    [
      'a promise of no failure at all',
      { indicator: { kind: 'events', ...counters }, unit: 'ratio', target: { atMost: 0 } },
      'target.atMost: promises perfection',
    ],
    [
      'a window of three scrapes',
      { window: '59s' },
      'window: must be 1m or longer: one of four scrapes, 15 seconds apart, may be late (objective response-time)',
    ],
    [
      'a ratio gauge in per cent',
      { indicator: { kind: 'gauge', metric: 'cpu', aggregate: 'average' }, unit: 'ratio', target: { atMost: 60 } },
      'target.atMost: must lie between 0 and 1, exclusive: 95 % is 0.95',
    ],
  ])('refuses %s', (_, fields, expected) => {
    const lines = problemLines(fileOf(fields));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`objectives[0].${expected}`);
  });
});

describe('where alerts lead', () => {
  const withLinks = (links: string) => `links: ${links}\n${fileOf({})}`;

  it('is what the file says, and defaults for the rest', () => {
    expect(parseObjectivesFile(withLinks('{ grafana: https://grafana.example }'), 'a.yaml').links).toEqual({
      grafana: 'https://grafana.example',
      runbooks: 'docs/runbooks/{runbook}.md',
    });
  });

  it.each([
    ['{ grafana: grafana.example }', 'links.grafana: must be the address of Grafana'],
    ['{ grafana: https://grafana.example/ }', 'links.grafana: must not end with a slash'],
    ['{ runbooks: https://docs.example }', 'links.runbooks: must have {runbook} where'],
  ])('cannot be %s', (links, expected) => {
    expect(problemLines(withLinks(links))[0]).toContain(expected);
  });
});

describe('a file with several mistakes', () => {
  it('lists all of them from top to bottom, those between fields and between objectives too', () => {
    const text = fileOf({ title: 7, target: { atLeast: 95 } }, { severity: 'email' });
    const { code, problems } = failureOf(text);
    expect(code).toBe('objectives_invalid');
    expect(problems.map(({ line, path }) => [line, path])).toEqual([
      [3, 'objectives[0].title'],
      [11, 'objectives[0].target.atLeast'],
      [16, 'objectives[1].id'],
      [28, 'objectives[1].severity'],
    ]);
  });

  it('says in the first line how many there are and in which file', () => {
    expect(failureOf('objectives: 3').message).toMatch(/^promises\.yaml has 1 problem:\n/);
    expect(failureOf(fileOf({ title: 7, unit: 'ms' })).message).toMatch(/^promises\.yaml has 2 problems:\n/);
  });

  it('says which objective had a repeated id first', () => {
    expect(failureOf(fileOf({}, {}, {})).problems.map(({ path, message }) => `${path} ${message}`)).toEqual([
      'objectives[1].id is the id of objectives[0] already',
      'objectives[2].id is the id of objectives[0] already',
    ]);
  });

  it('is pointed at the alias where the mistake stands behind one', () => {
    const { problems } = failureOf('objectives:\n  - &a { id: x, titel: y }\n  - *a\n');
    const second = problems.filter(({ path }) => path.startsWith('objectives[1]'));
    expect(second.map(({ path }) => path)).toContain('objectives[1].titel');
    expect(new Set(second.map(({ line, column }) => `${line}:${column}`))).toEqual(new Set(['3:5']));
  });

  it('is refused when its aliases multiply into something huge', () => {
    const levels = Array.from({ length: 8 }, (_, level) => {
      const alias = level === 0 ? 'x' : `*a${level - 1}`;
      return `l${level}: &a${level} [${Array<string>(9).fill(alias).join(', ')}]`;
    });
    expect(problemLines(levels.join('\n'))[0]).toContain('promises.yaml:1:1: Excessive alias count');
  });
});
