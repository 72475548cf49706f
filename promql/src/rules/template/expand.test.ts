import { describe, expect, it } from '@jest/globals';
import { alertRules, loadObjectives } from '@chatwatch/objectives';
import { PromqlError } from '../../errors.js';
import { compileTemplate } from './expand.js';
import type { VectorSample } from '../../result.js';

const answers: Record<string, VectorSample[]> = {
  'left{job="chat"}': [{ labels: { job: 'chat' }, value: 0.25 }],
  two: [
    { labels: { job: 'a' }, value: 1 },
    { labels: { job: 'b' }, value: 2 },
  ],
  none: [],
};

const expand = (template: string, value = 0): string =>
  compileTemplate(template)({
    labels: { job: 'chat', route: '/a' },
    value,
    query: (text) => {
      const found = answers[text];
      if (!found) throw new PromqlError('query_failed', `no ${text}`);
      return found;
    },
  });

describe('a template', () => {
  it.each([
    ['plain { } text', 'plain { } text'],
    ['{{ $labels.job }} on {{$labels.route}}', 'chat on /a'],
    ['<{{ $labels.absent }}>', '<>'],
    ['{{ "{{" }} and {{ `}}` }}', '{{ and }}'],
    ['{{ $labels.job | printf "%q and %s" "a\\"b" }}', '"a\\"b" and chat'],
    ['{{ printf "%.2f %g %.3g %e %v %%" 1.005 2.5 1234.5 1500.0 0.1 }}', '1.00 2.5 1.23e+03 1.500000e+03 0.1 %'],
    ['a {{- " b " -}} c', 'a b c'],
    ['{{ query "two" | first | value }}', '1'],
    ['{{ query "two" | first | label "job" }}', 'a'],
    [
      '{{ with printf "left{job=%q}" $labels.job | query }}{{ . | first | value | humanizePercentage }}{{ end }}',
      '25%',
    ],
    ['{{ with query "none" }}{{ . | first | value }}{{ else }}unknown{{ end }}.', 'unknown.'],
    ['{{ with $labels.job }}{{ with $labels.absent }}no{{ else }}{{ . }}{{ end }}{{ end }}', 'chat'],
    ['{{ query "none" | first }}', '<error expanding template: first() called on vector with no elements>'],
    ['{{ query "bad" }}', '<error expanding template: no bad>'],
    ['{{ "x" | humanize }}', '<error expanding template: is no number>'],
    ['{{ query "two" }}', '<error expanding template: is neither text nor number>'],
  ])('%j gives %j', (template, text) => {
    expect(expand(template)).toBe(text);
  });

  it.each([
    ['{{ $value', 'an action is not closed'],
    ['{{ }}', 'a command is missing'],
    ['{{ $value | }}', 'a command is missing'],
    ['{{ .Labels.job }}', '".Labels.job" is not supported'],
    ['{{ $externalLabels.x }}', '"$externalLabels.x" is not supported'],
    ['{{ $value | humanizeTimestamp }}', 'function "humanizeTimestamp" is not supported'],
    ['{{ if $value }}{{ end }}', '"if" is not supported'],
    ['{{ $x := 1 }}', '"$x :=" is not supported'],
    ['{{ (query "x") }}', 'parentheses are not supported'],
    ['{{ printf "%x" $value }}', '"%x" of printf is not supported'],
    ['{{ $value 1 }}', 'only a function takes words'],
    ['{{ with $value }}', '"with" is not ended'],
    ['{{ end }}', '"end" without "with"'],
    ['{{ with 1 }}{{ else }}{{ else }}{{ end }}', 'a second "else"'],
    ['{{ "\\q" }}', 'the text "\\q" cannot be read'],
  ])('%j is refused by name', (template, message) => {
    expect(() => compileTemplate(template)).toThrow(expect.objectContaining({ name: 'SyntaxError', message }));
  });

  it('of every alert of the objectives is read', () => {
    const templates = alertRules(loadObjectives()).groups.flatMap(({ rules }) =>
      rules.flatMap(({ annotations, labels }) => [...Object.values(annotations), ...Object.values(labels)]),
    );
    expect(templates.length).toBeGreaterThan(20);
    for (const template of templates) expect(compileTemplate(template)).toBeInstanceOf(Function);
  });
});

describe('a number', () => {
  it.each([
    ['humanize', 0, '0'],
    ['humanize', 1_234_567, '1.235M'],
    ['humanize', 999.99, '1000'],
    ['humanize', 0.002, '2m'],
    ['humanize', 123.45, '123.5'],
    ['humanize', 999.25, '999.2'],
    ['humanize', 999.75, '999.8'],
    ['humanize', 62.5, '62.5'],
    ['humanize', -1500, '-1.5k'],
    ['humanize', 1e30, '1e+06Y'],
    ['humanize', Infinity, '+Inf'],
    ['humanize1024', 1_048_576, '1Mi'],
    ['humanize1024', 1, '1'],
    ['humanizePercentage', 0.123_456, '12.35%'],
    ['humanizePercentage', 0.000_000_1, '1e-05%'],
    ['humanizeDuration', 0, '0s'],
    ['humanizeDuration', 0.0015, '1.5ms'],
    ['humanizeDuration', 59.5, '59.5s'],
    ['humanizeDuration', 3661.7, '1h 1m 1s'],
    ['humanizeDuration', -90, '-1m 30s'],
    ['humanizeDuration', 100_000, '1d 3h 46m 40s'],
    ['humanizeDuration', NaN, 'NaN'],
  ])('by %s: %f is %s', (name, value, text) => {
    expect(expand(`{{ $value | ${name} }}`, value)).toBe(text);
  });

  it.each([
    [0.1 + 0.2, '0.30000000000000004'],
    [1e21, '1e+21'],
    [123_456_789, '1.23456789e+08'],
    [123_456, '123456'],
    [0.000_01, '1e-05'],
    [-0, '-0'],
  ])('as it is: %f is %s', (value, text) => {
    expect(expand('{{ $value }}', value)).toBe(text);
  });
});
