import { describe, expect, it } from '@jest/globals';
import german from './de-DE/chatwatch-app.json';
import english from './en-US/chatwatch-app.json';

/** Texts by their whole keys. */
const flat = (texts: object, prefix = ''): Map<string, string> =>
  new Map(
    Object.entries(texts).flatMap(([name, text]: [string, unknown]) =>
      typeof text === 'object' && text !== null
        ? [...flat(text, `${prefix}${name}.`)]
        : [[prefix + name, String(text)] as const],
    ),
  );

/** The values and elements that a text has places for. */
const places = (text: string | undefined): string[] =>
  [...(text ?? '').matchAll(/\{\{\w+\}\}|<\/?\d+>/g)].map(String).sort();

describe('the German texts', () => {
  const [all, translated] = [flat(english), flat(german)];

  it('are there for every English one, and for nothing else', () => {
    expect([...translated.keys()].sort()).toEqual([...all.keys()].sort());
  });

  it('have the same places for values', () => {
    const differing = [...all].filter(([key, text]) => String(places(text)) !== String(places(translated.get(key))));
    expect(differing).toEqual([]);
  });
});
