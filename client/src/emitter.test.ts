import { describe, expect, it, jest } from '@jest/globals';
import { Emitter } from './emitter.js';

describe('Emitter', () => {
  it('calls listeners until they are taken away, and tells whether there were any', () => {
    const events = new Emitter<{ count: number }>();
    const listener = jest.fn();
    const stop = events.on('count', listener);
    expect(events.emit('count', 1)).toBe(true);
    stop();
    expect(events.emit('count', 2)).toBe(false);
    expect(listener.mock.calls).toEqual([[1]]);
  });

  it('does not call a listener that was added by a listener of the same event', () => {
    const events = new Emitter<{ count: number }>();
    const late = jest.fn();
    events.on('count', () => {
      events.on('count', late);
    });
    events.emit('count', 1);
    expect(late).not.toHaveBeenCalled();
  });
});
