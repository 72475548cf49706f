import { describe, expect, it } from '@jest/globals';
import { nested, textsOf } from './texts.mjs';

/** @param {string} source */
function read(source) {
  /** @type {string[]} */
  const problems = [];
  const texts = textsOf('a.tsx', source, (problem) => problems.push(problem));
  return { texts: texts.map(({ key, text }) => [key, text]), problems };
}

describe('textsOf', () => {
  it.each([
    ["t('a.b', 'One')", 'One'],
    ["t('a.b', '{{count}} of them', { count })", '{{count}} of them'],
    ['<Trans i18nKey="a.b">One</Trans>', 'One'],
    ['<Trans i18nKey="a.b">\n  One\n  and more\n</Trans>', 'One and more'],
    ['<Trans i18nKey="a.b">See <a href="x">this</a> page</Trans>', 'See <1>this</1> page'],
    ['<Trans i18nKey="a.b">Since {{ time }}</Trans>', 'Since {{time}}'],
  ])('reads %s', (source, text) => {
    expect(read(source)).toEqual({ texts: [['a.b', text]], problems: [] });
  });

  it('reads the plural forms in place of the text that has none', () => {
    const source = "t('a.b', '{{n}}', { count, defaultValue_one: 'One', defaultValue_other: '{{count}} of them' })";
    const texts = [
      ['a.b_one', 'One'],
      ['a.b_other', '{{count}} of them'],
    ];
    expect(read(source)).toEqual({ texts, problems: [] });
  });

  it.each([
    't("a.b", "One", { count, defaultValue_one: text })',
    't(key, "One")',
    't("a.b", text)',
    't("a.b")',
    '<Trans i18nKey={key}>One</Trans>',
  ])('complains of %s, which cannot be read without running it', (source) => {
    expect(read(source)).toEqual({ texts: [], problems: ['a.tsx:1: key and English text have to be written out'] });
  });
});

describe('nested', () => {
  it('sorts keys and complains of one that has two texts', () => {
    /** @type {string[]} */
    const problems = [];
    const texts = [
      { key: 'b.c', text: 'Two', place: 'b:1' },
      { key: 'a', text: 'One', place: 'a:1' },
      { key: 'a', text: 'Other', place: 'c:1' },
    ];
    expect(JSON.stringify(nested(texts, (problem) => problems.push(problem)))).toBe('{"a":"Other","b":{"c":"Two"}}');
    expect(problems).toEqual(['c:1: a has another text at a:1']);
  });
});
