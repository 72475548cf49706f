import { describe, expect, it } from '@jest/globals';
import { baseEdges, bucketEdges } from './edges.js';
import { loadObjectives } from './load.js';
import { objectiveOf } from './testing/objective-factory.js';

describe('bucket edges', () => {
  it('take in the bound of every objective on the metric, sorted, each once', () => {
    const objectives = [0.2, 0.5, 0.2, 0.05].map((bound) =>
      objectiveOf({ indicator: { kind: 'within', metric: 'response_seconds', bound, minimumEvents: 1 } }),
    );
    expect(bucketEdges(objectives, 'response_seconds', [1, 0.1, 0.5])).toEqual([0.05, 0.1, 0.2, 0.5, 1]);
  });

  it('take in a promised average', () => {
    const objective = objectiveOf({
      indicator: { kind: 'average', metric: 'query_seconds', minimumEvents: 1 },
      target: { atMost: 0.05 },
    });
    expect(bucketEdges([objective], 'query_seconds', [0.01, 0.1])).toEqual([0.01, 0.05, 0.1]);
  });

  it('are only sorted for a metric that nothing is promised about, and the base stays as it was', () => {
    const base = [10, 9, 1];
    expect(bucketEdges([objectiveOf()], 'other_seconds', base)).toEqual([1, 9, 10]);
    expect(base).toEqual([10, 9, 1]);
  });

  it.each([
    ['http_request_duration_seconds', baseEdges.httpSeconds, 0.2],
    ['chat_delivery_seconds', baseEdges.deliverySeconds, 0.05],
    ['database_query_duration_seconds', baseEdges.databaseSeconds, 0.05],
    ['web_vitals_seconds', baseEdges.vitalsSeconds, 2],
    ['http_response_size_bytes', baseEdges.bytes, 102_400],
  ])('of %s hold the built-in limit and stay few', (metric, base, limit) => {
    const edges = bucketEdges(loadObjectives(), metric, base);
    expect(edges).toContain(limit);
    expect(edges.length).toBeLessThanOrEqual(12);
  });
});
