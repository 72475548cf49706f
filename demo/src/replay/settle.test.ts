import { describe, expect, it } from '@jest/globals';
import { settle } from './settle.js';

describe('settle', () => {
  it('resolves when everything has come', async () => {
    const answers = [false, false, true];
    const ledger = {
      get isSettled() {
        return answers.shift() ?? true;
      },
    };
    await settle(ledger, new AbortController().signal);
    expect(answers).toEqual([]);
  });

  it('resolves when it takes too long', async () => {
    const signal = AbortSignal.timeout(1);
    await settle({ isSettled: false }, signal);
    expect(signal.aborted).toBe(true);
  });
});
