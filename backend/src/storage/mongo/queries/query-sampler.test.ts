import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { events, type QuerySampleEvent } from '../../../events.js';
import { QuerySampler } from './query-sampler.js';

let samples: QuerySampleEvent[];
let offered: unknown[];
let stop: () => void;

beforeEach(() => {
  samples = [];
  offered = [];
  stop = events.querySample.subscribe((sample) => samples.push(sample));
});
afterEach(() => {
  stop();
});

const command = () => ({ find: 'users', filter: { _id: 'a' } });

const newSampler = (): QuerySampler =>
  new QuerySampler({
    slowOverSeconds: 0.05,
    oneIn: 10,
    explainer: { offer: (_shape, sent) => void offered.push(sent) },
  });

describe('the sampler of queries', () => {
  it('looks at one call in so many, and at each that is slow', () => {
    const sampler = newSampler();
    for (let call = 0; call < 20; call++) sampler.record(command, 0.05);
    sampler.record(command, 0.051);
    expect(samples.map(({ isSlow }) => isSlow)).toEqual([false, false, true]);
    expect(samples[2]).toMatchObject({ collection: 'users', shape: 'filter {_id: ?}', durationSeconds: 0.051 });
    expect(offered).toHaveLength(3);
  });

  it('makes the command of no call that it does not look at, and of none when nobody listens', () => {
    const sampler = newSampler();
    const unwanted = (): never => {
      throw new Error('this call is not looked at');
    };
    for (let call = 0; call < 9; call++) sampler.record(unwanted, 0.05);
    stop();
    sampler.record(unwanted, 1);
    expect(samples).toEqual([]);
  });

  it('looks at no more calls within a second than it may, however many are slow', () => {
    const sampler = newSampler();
    for (let call = 0; call < 1_000; call++) sampler.record(command, 1);
    // Two at most, when a second ended meanwhile.
    expect([50, 100]).toContain(samples.length);
  });
});
