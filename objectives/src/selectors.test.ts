import { describe, expect, it } from '@jest/globals';
import { isPortablePattern, labelMatcher, type SelectorOperator } from './selectors.js';

function passes(operator: SelectorOperator, value: string, route: string | undefined): boolean {
  return labelMatcher([{ label: 'route', operator, value }])(route === undefined ? {} : { route });
}

describe('a selector', () => {
  it.each<[SelectorOperator, string, string | undefined, boolean]>([
    ['=', '/a', '/a', true],
    ['=', '/a', '/ab', false],
    ['!=', '/a', '/a', false],
    ['!=', '/a', '/b', true],
    ['=~', '/a|/b', '/b', true],
    ['=~', '/a|/b', '/bc', false],
    ['=~', '/a|/b', 'x/a', false],
    ['=~', 'a.c', 'a\nc', true],
    ['!~', '/livez|/readyz', '/livez', false],
    ['!~', '/livez|/readyz', '/livez/x', true],
    ['=', '', undefined, true],
    ['!=', '', undefined, false],
    ['=~', '.*', undefined, true],
    ['=~', '.+', undefined, false],
    ['!~', '.+', undefined, true],
  ])('%s %j on %j gives %j', (operator, value, route, expected) => {
    expect(passes(operator, value, route)).toBe(expected);
  });

  it('must hold together with all others', () => {
    const matches = labelMatcher([
      { label: 'route', operator: '=', value: '/a' },
      { label: 'status_code', operator: '=~', value: '5..' },
    ]);
    expect(matches({ route: '/a', status_code: '503' })).toBe(true);
    expect(matches({ route: '/a', status_code: '404' })).toBe(false);
    expect(matches({ route: '/b', status_code: '503' })).toBe(false);
  });

  it('lets every series pass where there is none', () => {
    expect(labelMatcher([])({ any: 'thing' })).toBe(true);
  });
});

describe('a pattern', () => {
  it.each(['5..', 'a|b', '(a|b)+', '(?:a)', String.raw`a\.b`, String.raw`\d{3}`, String.raw`\(?=a`])(
    'is portable as %j',
    (pattern) => {
      expect(isPortablePattern(pattern)).toBe(true);
    },
  );

  it.each(['(', 'a(?=b)', 'a(?!b)', '(?<=a)b', '(?<!a)b', String.raw`(a)\1`, '(?i)a', '[b-a]'])(
    'is not portable as %j',
    (pattern) => {
      expect(isPortablePattern(pattern)).toBe(false);
    },
  );
});
