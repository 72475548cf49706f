/** What the number of a health state means: a word for those who see no colours, and a colour. */
export interface HealthState {
  readonly value: number;
  readonly word: string;
  /** A colour of Grafana's palette, which suits its dark and its light theme. */
  readonly colour: string;
}

/** The states of an objective, those to look at first; silence comes before what is kept, as it is never health. */
export const HEALTH = {
  broken: { value: 0, word: 'Broken', colour: 'red' },
  burning: { value: 1, word: 'Burning', colour: 'orange' },
  silent: { value: 2, word: 'No data', colour: 'yellow' },
  kept: { value: 3, word: 'Kept', colour: 'green' },
  waiting: { value: 4, word: 'Not enough data', colour: 'blue' },
  elsewhere: { value: 5, word: 'Measured elsewhere', colour: 'purple' },
} as const satisfies Record<string, HealthState>;

/** The colour of what is neither good nor bad, such as no data: a red or green base would paint it as a verdict. */
export const NEUTRAL = 'text';
