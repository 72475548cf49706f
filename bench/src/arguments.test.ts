import { describe, expect, it } from '@jest/globals';
import { parseArguments } from './arguments.js';

describe('parseArguments', () => {
  it('asks for the list when there is no argument', () => {
    expect(parseArguments([])).toEqual({ names: [], isQuick: false, runs: undefined });
  });

  it('takes names and options in any order', () => {
    expect(parseArguments(['--quick', 'fanout', '--runs', '7', 'idle-memory'])).toEqual({
      names: ['fanout', 'idle-memory'],
      isQuick: true,
      runs: 7,
    });
  });

  it('takes the number of runs after an equals sign', () => {
    expect(parseArguments(['all', '--runs=12'])).toEqual({ names: ['all'], isQuick: false, runs: 12 });
  });

  it.each([['1'], ['1000']])('takes %s runs', (runs) => {
    expect(parseArguments(['--runs', runs]).runs).toBe(Number(runs));
  });

  it.each([['0'], ['1001'], ['2.5'], ['many'], [undefined]])('refuses %s runs', (runs) => {
    const args = runs === undefined ? ['--runs'] : ['--runs', runs];
    expect(() => parseArguments(args)).toThrow(`not ${runs ?? 'nothing'}`);
  });

  it('names an option that it does not know', () => {
    expect(() => parseArguments(['--fast'])).toThrow('--fast is no option');
  });
});
