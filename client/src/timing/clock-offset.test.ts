import { describe, expect, it } from '@jest/globals';
import { ClockOffset } from './clock-offset.js';

const at = (ms: number) => new Date(ms).toISOString();

describe('ClockOffset', () => {
  it('is 0 before the first sample', () => {
    expect(new ClockOffset().offsetMs).toBe(0);
  });

  it('takes the server time against the midpoint of the round trip', () => {
    const offset = new ClockOffset();
    offset.add(1_000, at(6_020), 1_040);
    expect(offset.offsetMs).toBe(5_000);
  });

  it('trusts the sample with the shortest round trip', () => {
    const offset = new ClockOffset();
    offset.add(1_000, at(6_005), 1_010);
    offset.add(2_000, at(7_400), 2_500);
    expect(offset.offsetMs).toBe(5_000);
  });

  it('forgets a good sample once it is older than those it keeps', () => {
    const offset = new ClockOffset(2);
    offset.add(1_000, at(6_000), 1_000);
    offset.add(2_000, at(9_050), 2_100);
    offset.add(3_000, at(9_060), 3_120);
    expect(offset.offsetMs).toBe(7_000);
  });

  it('passes over a negative round trip and a time that does not parse', () => {
    const offset = new ClockOffset();
    offset.add(1_000, at(6_000), 999);
    offset.add(1_000, 'yesterday', 1_001);
    expect(offset.offsetMs).toBe(0);
  });

  it('starts anew after a reset', () => {
    const offset = new ClockOffset();
    offset.add(1_000, at(6_000), 1_000);
    offset.reset();
    expect(offset.offsetMs).toBe(0);
    offset.add(1_000, at(1_300), 1_200);
    expect(offset.offsetMs).toBe(200);
  });
});
