import { describe, expect, it } from '@jest/globals';
import { parseExposition } from './exposition.js';

describe('a scrape', () => {
  it('gives samples by name, with a histogram as its three names', () => {
    const samples = parseExposition(`# HELP wait_seconds How long.
# TYPE wait_seconds histogram
wait_seconds_bucket{le="0.1",route="/a"} 3
wait_seconds_bucket{le="+Inf",route="/a"} 4
wait_seconds_sum{route="/a"} 0.75
wait_seconds_count{route="/a"} 4

up 1
`);
    expect(Object.fromEntries(samples)).toEqual({
      wait_seconds_bucket: [
        { labels: { le: '0.1', route: '/a' }, value: 3 },
        { labels: { le: '+Inf', route: '/a' }, value: 4 },
      ],
      wait_seconds_sum: [{ labels: { route: '/a' }, value: 0.75 }],
      wait_seconds_count: [{ labels: { route: '/a' }, value: 4 }],
      up: [{ labels: {}, value: 1 }],
    });
  });

  it.each([
    [String.raw`a{l="say \"hi\""} 1`, 'say "hi"'],
    [String.raw`a{l="two\nlines"} 1`, 'two\nlines'],
    [String.raw`a{l="C:\\new"} 1`, String.raw`C:\new`],
    ['a{l="{x}, y=\\"z\\" # no"} 1', '{x}, y="z" # no'],
    ['a{l=""} 1', ''],
    ['a { l = "spaced" , } 1', 'spaced'],
  ])('reads the label in %s', (line, value) => {
    expect(parseExposition(line).get('a')).toEqual([{ labels: { l: value }, value: 1 }]);
  });

  it.each([
    ['a 1', 1],
    ['a -2.5e-3', -0.0025],
    ['a +Inf', Infinity],
    ['a -Inf', -Infinity],
    ['a NaN', NaN],
    ['a Nan', NaN],
    ['a inf', Infinity],
    ['a{} 7', 7],
    ['a 7 # {trace_id="4bf9"} 0.067 1700000000.1', 7],
    ['a 7\r', 7],
  ])('reads the value of %j', (line, value) => {
    expect(parseExposition(line).get('a')).toEqual([{ labels: {}, value }]);
  });

  it.each([
    ['a 7 1700000000123', 1_700_000_000_123],
    ['a 7 1700000000.123', 1_700_000_000.123],
    ['a{} 7 -5', -5],
    ['a 7 1700000000 # {trace_id="4bf9"} 0.067', 1_700_000_000],
  ])('reads the moment of %j', (line, timestamp) => {
    expect(parseExposition(line).get('a')).toEqual([{ labels: {}, value: 7, timestamp }]);
  });

  it.each([
    ['a{l="open} 1', 'line 2 of the scrape: is no sample'],
    ['a{l=bare} 1', 'line 2 of the scrape: the labels cannot be read from character 1 on'],
    ['a{l="x" m="y"} 1', 'line 2 of the scrape: the labels cannot be read from character 1 on'],
    ['a', 'line 2 of the scrape: is no sample'],
    ['<html>', 'line 2 of the scrape: is no sample'],
    ['a one', 'line 2 of the scrape: "one" is no number'],
    ['a 1 1-2', 'line 2 of the scrape: "1-2" is no number'],
  ])('is refused by the line with %j', (line, message) => {
    expect(() => parseExposition(`up 1\n${line}\n`)).toThrow(
      expect.objectContaining({ code: 'exposition_malformed', message }),
    );
  });
});
