import { describe, expect, it } from '@jest/globals';
import { parseOptions } from './options.ts';

const defaults = { people: 5, ramp: (people: number) => `${String(people + 3)}s`, duration: '1m', grace: '500ms' };

describe('the options of a run', () => {
  it('are the defaults of the scenario where nothing is set, or set to nothing', () => {
    const options = parseOptions({ PEOPLE: '', BASE_URL: '' }, defaults);
    expect(options).toMatchObject({ people: 5, rampSeconds: 8, durationSeconds: 60, graceSeconds: 0.5, pace: 1 });
    expect(options).toMatchObject({ baseUrl: 'http://127.0.0.1:3000', timing: 'judge', serviceToken: undefined });
  });

  it('are what the environment says', () => {
    const env = { BASE_URL: 'https://chat.example/base/', PEOPLE: '1000', DURATION: '2m', TIMING: 'report' };
    expect(parseOptions(env, defaults)).toMatchObject({
      baseUrl: 'https://chat.example/base',
      people: 1000,
      durationSeconds: 120,
      timing: 'report',
    });
  });

  it.each([
    ['BASE_URL', 'chat.example'],
    ['PEOPLE', '1'],
    ['PEOPLE', '2.5'],
    ['PEOPLE', 'many'],
    ['DURATION', '-1s'],
    ['DURATION', 'long'],
    ['RAMP', '1d'],
    ['PACE', '0'],
    ['RUN_ID', 'a b'],
    ['SEED', '-1'],
    ['TIMING', 'off'],
  ])('name the variable that is wrong: %s=%s', (name, value) => {
    expect(() => parseOptions({ [name]: value }, defaults)).toThrow(name);
  });
});
