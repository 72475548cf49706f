/** Syllables of made-up names; the first are the frequent ones. */
const SYLLABLES = 'an ma ri ben jo han lu ca ste fa no ra el vi tor mi ka do su pe ti ol gu he za wi by xo qu ju'.split(
  ' ',
);

/** Numbers from 0 to 1, the same in every process: a linear congruential generator (Numerical Recipes). */
const numbers = (): (() => number) => {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

/** Names of people in lower case, first and last, as often alike as those of real people; the same in every process. */
export function* namesOf(count: number): Generator<string, void> {
  const next = numbers();
  const word = (): string => {
    const syllables = 2 + Math.floor(next() * 3);
    return Array.from({ length: syllables }, () => SYLLABLES[Math.floor(next() ** 1.5 * SYLLABLES.length)]).join('');
  };
  const [firsts, lasts] = [Array.from({ length: 2_000 }, word), Array.from({ length: 20_000 }, word)];
  const pick = (words: readonly string[], skew: number): string =>
    words[Math.floor(next() ** skew * words.length)] ?? '';
  for (let index = 0; index < count; index++) yield `${pick(firsts, 2)} ${pick(lasts, 1)}`;
}

/** What somebody has typed who looks for one of these names: its first two to five letters. */
export const beginningsOf = (count: number): string[] =>
  [...namesOf(count)].map((name, index) => name.slice(0, 2 + (index % 4)));
