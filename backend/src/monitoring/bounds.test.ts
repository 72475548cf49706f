import { loadObjectives } from '@chatwatch/objectives';
import { describe, expect, it } from '@jest/globals';
import { boundsOn } from './bounds.js';

const objectives = loadObjectives();

describe('bounds that objectives set on a histogram', () => {
  it('hold for the series that an objective is about', () => {
    const bounds = boundsOn(objectives, 'http_request_duration_seconds');
    expect(bounds.lowestSeconds).toBe(0.2);
    expect(bounds.secondsFor({ method: 'GET', route: '/api/channels' })).toBe(0.2);
    expect(bounds.secondsFor({ method: 'GET', route: '/metrics' })).toBe(Infinity);
    expect(bounds.secondsFor({ method: 'GET', route: '/api/files/:id' })).toBe(Infinity);
  });

  it('take a promised average for the bound of each', () => {
    expect(boundsOn(objectives, 'database_query_duration_seconds').secondsFor({ operation: 'find' })).toBe(0.05);
  });

  it('are none where no objective is about it', () => {
    expect(boundsOn(objectives, 'nodejs_gc_duration_seconds').lowestSeconds).toBe(Infinity);
    expect(boundsOn([], 'chat_delivery_seconds').secondsFor({ stage: 'client' })).toBe(Infinity);
  });
});
