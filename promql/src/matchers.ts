import { compilePattern } from './pattern/compile.js';
import type { Matcher } from './series.js';

/** How many values' answers a condition of a pattern remembers; a label has a closed set of values. */
const REMEMBERED = 1_000;

const remembering = (pattern: RegExp): ((value: string) => boolean) => {
  const answers = new Map<string, boolean>();
  return (value) => {
    const known = answers.get(value);
    if (known !== undefined) return known;
    const answer = pattern.test(value);
    if (answers.size < REMEMBERED) answers.set(value, answer);
    return answer;
  };
};

/**
 * What a condition says of a label's value; of a label that a series lacks, ask for `''`.
 * @throws PromqlError `query_malformed` or `query_unsupported` for its pattern.
 */
export const compileMatcher = ({ operator, value }: Matcher): ((labelValue: string) => boolean) => {
  if (operator === '=') return (labelValue) => labelValue === value;
  if (operator === '!=') return (labelValue) => labelValue !== value;
  const matches = remembering(compilePattern(value));
  return operator === '=~' ? matches : (labelValue) => !matches(labelValue);
};
