import { describe, expect, it } from '@jest/globals';
import { ScaledClock } from './scaled-clock.js';

function clockAt(speed: number) {
  const time = { nowMs: 5_000 };
  return { time, clock: new ScaledClock(speed, () => time.nowMs) };
}

describe('ScaledClock', () => {
  it('begins at 0 when it is made', () => {
    const { clock } = clockAt(60);
    expect([clock.elapsedSeconds, clock.traceSeconds]).toEqual([0, 0]);
  });

  it('runs as many times as fast as it is told to', () => {
    const { clock, time } = clockAt(60);
    time.nowMs += 2_500;
    expect(clock.elapsedSeconds).toBe(2.5);
    expect(clock.traceSeconds).toBe(150);
  });

  it('tells how long on the wall until a moment of the trace, and how long since', () => {
    const { clock, time } = clockAt(10);
    time.nowMs += 1_000;
    expect(clock.msUntil(25)).toBeCloseTo(1_500);
    expect(clock.msUntil(5)).toBeCloseTo(-500);
  });
});
