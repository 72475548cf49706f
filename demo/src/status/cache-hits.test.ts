import { parseExposition } from '@chatwatch/objectives';
import { expect, it } from '@jest/globals';
import { cacheHits } from './cache-hits.js';

it('counts each lookup once, and as answered whichever level had it', () => {
  const samples = parseExposition(
    [
      'cache_requests_total{level="l1",group="history",result="hit"} 90',
      'cache_requests_total{level="l1",group="history",result="miss"} 10',
      'cache_requests_total{level="l2",group="history",result="hit"} 4',
      'cache_requests_total{level="l2",group="history",result="miss"} 6',
      'cache_requests_total{level="l1",group="authors",result="stale"} 1',
      'cache_requests_total{level="l1",group="membership",result="hit"} 0',
    ].join('\n'),
  );
  expect(cacheHits(samples)).toEqual([
    { group: 'history', lookups: 100, share: 0.94 },
    { group: 'authors', lookups: 1, share: 1 },
  ]);
});

it('knows of no group where the service does not tell', () => {
  expect(cacheHits(new Map())).toEqual([]);
});
