import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { FakeClock } from '../testing/fake-clock.js';
import { Watchdog } from './watchdog.js';

describe('Watchdog', () => {
  const handlers = { ping: jest.fn(), silent: jest.fn() };
  let clock: FakeClock;
  let watchdog: Watchdog;

  beforeEach(() => {
    jest.clearAllMocks();
    clock = new FakeClock();
    watchdog = new Watchdog(clock, 1_000, handlers);
  });

  it('pings at the interval, not before', () => {
    clock.advance(999);
    expect(handlers.ping).not.toHaveBeenCalled();
    clock.advance(1);
    expect(handlers.ping).toHaveBeenCalledTimes(1);
  });

  it('is silent when a whole interval passes after a ping without a frame', () => {
    clock.advance(1_999);
    expect(handlers.silent).not.toHaveBeenCalled();
    clock.advance(1);
    expect(handlers.silent).toHaveBeenCalledTimes(1);
    expect(clock.pendingTimers).toBe(0);
  });

  it('stays content with one frame an interval', () => {
    for (let interval = 0; interval < 5; interval++) {
      watchdog.heard();
      clock.advance(1_000);
    }
    expect(handlers.ping).toHaveBeenCalledTimes(5);
    expect(handlers.silent).not.toHaveBeenCalled();
  });

  it('leaves no timer when stopped', () => {
    watchdog.stop();
    expect(clock.pendingTimers).toBe(0);
  });
});
