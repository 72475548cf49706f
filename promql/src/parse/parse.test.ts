import { describe, expect, test } from '@jest/globals';
import type { Expression } from './ast.js';
import { parse } from './parse.js';

const selector = (expression: Expression & { kind: 'selector' }): string => {
  const matchers = expression.matchers.map(
    ({ label, operator, value }) => `${label}${operator}${JSON.stringify(value)}`,
  );
  return `{${matchers.join()}}${expression.offsetMs === 0 ? '' : ` offset ${expression.offsetMs}`}`;
};

const aggregation = ({ operator, without, grouping, parameter, of }: Expression & { kind: 'aggregation' }): string => {
  const first = parameter === undefined ? '' : `${shown(parameter)},`;
  return `${operator} ${without ? 'without' : 'by'}(${grouping.join()})(${first}${shown(of)})`;
};

const matching = ({ on, labels, group, include }: (Expression & { kind: 'binary' })['matching']): string => {
  const clause = `${on ? 'on' : 'ignoring'}(${labels.join()})`;
  const grouped = group === undefined ? '' : ` group_${group}(${include.join()})`;
  return clause === 'ignoring()' && grouped === '' ? '' : ` ${clause}${grouped}`;
};

const binary = (expression: Expression & { kind: 'binary' }): string => {
  const operator = `${expression.operator}${expression.returnBool ? ' bool' : ''}${matching(expression.matching)}`;
  return `(${shown(expression.left)} ${operator} ${shown(expression.right)})`;
};

/** An expression with all its parentheses, durations in milliseconds. */
const shown = (expression: Expression): string => {
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'string':
      return JSON.stringify(expression.value);
    case 'selector':
      return selector(expression);
    case 'range':
      return `${selector(expression.selector)}[${expression.rangeMs}]`;
    case 'subquery':
      return `${shown(expression.of)}[${expression.rangeMs}:${expression.stepMs ?? ''}] offset ${expression.offsetMs}`;
    case 'call':
      return `${expression.name}(${expression.args.map(shown).join()})`;
    case 'negation':
      return `-(${shown(expression.of)})`;
    case 'aggregation':
      return aggregation(expression);
    case 'binary':
      return binary(expression);
  }
};

/** Names alone, for tests of how operators bind. */
const bound = (text: string): string => shown(parse(text)).replaceAll(/\{__name__="(\w+)"\}/g, '$1');

describe('operators', () => {
  test.each([
    ['a + b * c', '(a + (b * c))'],
    ['a * b + c', '((a * b) + c)'],
    ['a - b - c', '((a - b) - c)'],
    ['2 ^ 3 ^ 2', '(2 ^ (3 ^ 2))'],
    ['-1 ^ 2', '-((1 ^ 2))'],
    ['2 ^ -1 ^ 2', '(2 ^ -((1 ^ 2)))'],
    ['-a * b', '(-(a) * b)'],
    ['-a ^ 2 * 3', '(-((a ^ 2)) * 3)'],
    ['a -1', '(a - 1)'],
    ['a - -1', '(a - -1)'],
    ['+a', 'a'],
    ['a or b and c unless d', '(a or ((b and c) unless d))'],
    ['a > 1 == bool 0', '((a > 1) == bool 0)'],
    ['a + b > c * d', '((a + b) > (c * d))'],
    ['(a + b) * c', '((a + b) * c)'],
    ['a AND b OR c', '((a and b) or c)'],
    ['a + on(x, y) b', '(a + on(x,y) b)'],
    ['a / ignoring(x) group_left(y) b', '(a / ignoring(x) group_left(y) b)'],
    ['a * on() group_right b', '(a * on() group_right() b)'],
    ['a + # plus\n b', '(a + b)'],
    ['a + b # end', '(a + b)'],
  ])('%j is %s', (text, expected) => {
    expect(bound(text)).toBe(expected);
  });
});

describe('suffixes bind more tightly than operators', () => {
  test.each([
    ['a + b offset 5m', '(a + b offset 300000)'],
    ['a + b offset 5m * c', '(a + (b offset 300000 * c))'],
    ['-a offset -1m', '-(a offset -60000)'],
    ['-a ^ b offset 1s', '-((a ^ b offset 1000))'],
    ['rate(a[1h30m] offset 1d)', 'rate(a offset 86400000[5400000])'],
    ['a[1w:500ms]', 'a[604800000:500] offset 0'],
    ['max_over_time((a + b)[1h:] offset 1y)', 'max_over_time((a + b)[3600000:] offset 31536000000)'],
    ['rate(a[5m])[1h:5m]', 'rate(a[300000])[3600000:300000] offset 0'],
  ])('%j is %s', (text, expected) => {
    expect(bound(text)).toBe(expected);
  });
});

describe('literals, selectors, calls and aggregations', () => {
  test.each([
    ['0x1F', '31'],
    ['017', '15'],
    ['08', '8'],
    ['1e-3', '0.001'],
    ['.5', '0.5'],
    ['-Inf', '-Infinity'],
    ['nan', 'NaN'],
    [String.raw`"a\"\n\x41\u00e9\U0001F600\101\\"`, String.raw`"a\"\nAé😀A\\"`],
    [String.raw`'it\'s "x"'`, String.raw`"it's \"x\""`],
    ['`a\\n`', String.raw`"a\\n"`],
    ['a{b="c",d!="e",f=~"g.*",h!~"i",}', '{__name__="a",b="c",d!="e",f=~"g.*",h!~"i"}'],
    ['{__name__=~"a|b"}', '{__name__=~"a|b"}'],
    ['a:b:c{on="1",by="2"}', '{__name__="a:b:c",on="1",by="2"}'],
    ['sum', 'sum'],
    ['rate + sum', '(rate + sum)'],
    ['sum(sum)', 'sum by()(sum)'],
    ['SUM BY (a, b) (c)', 'sum by(a,b)(c)'],
    ['sum(c) without (le)', 'sum without(le)(c)'],
    ['topk(3, a)', 'topk by()(3,a)'],
    ['quantile by (x) (0.9, a)', 'quantile by(x)(0.9,a)'],
    [
      'histogram_quantile(0.95, sum by (le) (rate(x_bucket[5m])))',
      'histogram_quantile(0.95,sum by(le)(rate(x_bucket[300000])))',
    ],
    ['round(a)', 'round(a)'],
    ['round(a, 0.1)', 'round(a,0.1)'],
    ['time()', 'time()'],
    ['a[5m]', 'a[300000]'],
  ])('%j is %s', (text, expected) => {
    expect(bound(text)).toBe(expected);
  });
});

describe('what is no PromQL is refused with its place', () => {
  test.each([
    ['', '1:1: parse error: no expression found in input'],
    ['# nothing', '1:1: parse error: no expression found in input'],
    ['a +', '1:4: parse error: unexpected end of input, expected an expression'],
    ['a b', '1:3: parse error: unexpected "b", expected an operator or the end'],
    ['a)', '1:2: parse error: unexpected ")", expected'],
    ['sum(a', '1:6: parse error: unexpected end of input, expected'],
    ['a{b="c"', '1:8: parse error: unexpected end of input, expected "," or "}"'],
    ['a{b="c" d="e"}', '1:9: parse error: unexpected "d", expected "," or "}"'],
    ['a{b=c}', '1:5: parse error: unexpected "c", expected a string'],
    ['a\n+\n  $x', '3:3: parse error: unexpected "$", expected an expression'],
    ['rate(a[$interval])', '1:8: parse error: unexpected "$", expected a duration'],
    ['1 + nosuch(a)', '1:5: parse error: unknown function with name "nosuch"'],
    ['"a', '1:1: parse error: unterminated quoted string'],
    [String.raw`"\q"`, String.raw`1:1: parse error: unknown escape sequence \q`],
    ['a{b=~"("}', '1:1: parse error: error parsing regexp "("'],
    ['{}', 'vector selector must contain at least one non-empty matcher'],
    ['{a=~".*"}', 'vector selector must contain at least one non-empty matcher'],
    ['a{__name__="b"}', 'metric name must not be set twice: "a" or "b"'],
    ['a[5]', 'missing unit character in duration "5"'],
    ['a[0s]', 'duration must be greater than 0'],
    ['sum(a)[5m]', 'ranges only allowed for vector selectors'],
    ['(a)[5m]', 'ranges only allowed for vector selectors'],
    ['a offset 1m [5m]', 'no offset modifiers allowed before range'],
    ['sum(a) offset 1m', 'offset modifier must be preceded by'],
    ['(a) offset 1m', 'offset modifier must be preceded by'],
    ['a offset 1m offset 2m', 'offset may not be set multiple times'],
    ['a[5m][1h:]', 'subquery is only allowed on instant vector, got matrix instead'],
    ['1[1h:]', 'subquery is only allowed on instant vector, got scalar instead'],
    ['rate(a)', 'expected type range vector in call to function "rate", got instant vector'],
    ['abs(1)', 'expected type instant vector in call to function "abs", got scalar'],
    ['sum(1)', 'expected type instant vector in aggregation expression, got scalar'],
    ['topk("a", b)', 'expected type scalar in aggregation parameter, got string'],
    ['rate()', 'expected 1 argument(s) in call to "rate", got 0'],
    ['round()', 'expected at least 1 argument(s) in call to "round", got 0'],
    ['round(a, 1, 2)', 'expected at most 2 argument(s) in call to "round", got 3'],
    ['topk(a)', 'wrong number of arguments for aggregate expression provided, expected 2, got 1'],
    ['sum()', 'no arguments for aggregate expression provided'],
    ['1 == 1', 'comparisons between scalars must use BOOL modifier'],
    ['a + bool b', 'bool modifier can only be used on comparison operators'],
    ['a and 1', 'set operator "and" not allowed in binary scalar expression'],
    ['a + on(x) 1', 'vector matching only allowed between instant vectors'],
    ['a and on(x) group_left b', 'no grouping allowed for "and" operation'],
    ['a + on(x) group_left(x) b', 'label "x" must not occur in ON and GROUP clause at once'],
    ['a + b[5m]', 'binary expression must contain only scalar and instant vector types'],
    ['-"a"', 'unary expression only allowed on expressions of type scalar or instant vector, got "string"'],
    [`${'('.repeat(500)}a${')'.repeat(500)}`, 'nested too deeply'],
    ['a' + '+a'.repeat(1_000), 'nested too deeply'],
    ['a'.repeat(20_001), 'longer than 20000 characters'],
  ])('%j: %s', (text, message) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ code: 'query_malformed', message: expect.stringContaining(message) }),
    );
  });

  test('the place is given as numbers, too', () => {
    expect(() => parse('a\n+ +')).toThrow(expect.objectContaining({ position: { line: 2, column: 4 } }));
  });
});

describe('what this package leaves out is refused by its name', () => {
  test.each([
    ['label_join(a, "b", ",", "c")', 'function `label_join`'],
    ['predict_linear(a[5m], 60)', 'function `predict_linear`'],
    ['stddev(a)', 'aggregation `stddev`'],
    ['count_values("x", a)', 'aggregation `count_values`'],
    ['a @ 5', 'modifier `@`'],
    ['a @ start()', 'modifier `@`'],
    ['a atan2 b', 'operator `atan2`'],
    ['a + fill(0) b', 'modifier `fill`'],
    ['{"a.b"}', 'a quoted name'],
    ['sum by ("a.b") (c)', 'a quoted label name'],
    ['a[1m + 2m]', 'duration `1m + 2m`'],
    ['1h', 'duration `1h` as a number'],
    ['1_000', 'number `1_000`'],
    [String.raw`"\xff"`, String.raw`escape \`\xff\``.replaceAll('\\`', '`')],
    ['a{b=~"(?=c)"}', 'group `(?=`'],
  ])('%j: %s', (text, what) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ code: 'query_unsupported', message: expect.stringContaining(what) }),
    );
  });
});
