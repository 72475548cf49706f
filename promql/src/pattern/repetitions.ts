import { unsupportedPattern } from './piece.js';

const MAX_COUNT = 1_000;
/** How much of a value a repetition without bound may take: the length of a long label's value. */
const USUAL_LENGTH = 200;
/** As many ways to divide a value among repetitions take less than a second to try; three repetitions without bound do. */
const MAX_WAYS = 1e7;

interface Group {
  /** Whether something within may take more or less of the text. */
  varies: boolean;
  /** In how many ways what came before the present alternative can take its part of the text. */
  readonly waysBefore: number;
  /** The same with what came in the present alternative. */
  ways: number;
  /** The most of the alternatives before. */
  mostWays: number;
}

const opened = (ways: number): Group => ({ varies: false, waysBefore: ways, ways, mostWays: ways });

/** In how many ways a repetition can take its part. */
const waysOf = (least: number, most: number): number => Math.min(most - least + 1, USUAL_LENGTH);

const rangeOf = (quantifier: string): readonly [number, number] => {
  const [, least = '', comma, most = ''] = /^\{(\d+)(,?)(\d*)\}/.exec(quantifier) ?? [];
  if (least !== '') return [Number(least), comma === '' ? Number(least) : most === '' ? Infinity : Number(most)];
  return quantifier.startsWith('?') ? [0, 1] : [0, Infinity];
};

/**
 * Refuses what makes a backtracking matcher try for ever, which RE2 never does: a repetition or a choice that is itself
 * repeated, and many repetitions in a row.
 */
export class Repetitions {
  readonly #pattern: string;
  readonly #open: Group[] = [opened(1)];
  /** The group that was closed just before, if a repetition would be of it. */
  #closed: Group | undefined;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  /** Takes note of a character, class, escape, or of the start or end of a group. */
  piece(text: string): void {
    this.#closed = undefined;
    const innermost = this.#innermost();
    if (text.startsWith('(')) this.#open.push(opened(innermost.ways));
    else if (text === ')' && this.#open.length > 1) this.#close();
    else if (text === '|') {
      innermost.varies = true;
      innermost.mostWays = Math.max(innermost.mostWays, innermost.ways);
      innermost.ways = innermost.waysBefore;
    }
  }

  /** Takes note of a repetition of what came before it. */
  quantifier(text: string): void {
    const [least, most] = rangeOf(text);
    if (Math.max(least, Number.isFinite(most) ? most : 0) > MAX_COUNT)
      this.#refuse(`more than ${MAX_COUNT} repetitions`);
    if (most > 1 && this.#closed?.varies === true) this.#refuse('a repetition of what itself varies');
    this.#closed = undefined;
    const innermost = this.#innermost();
    innermost.varies ||= most > least;
    innermost.ways *= waysOf(least, most);
    if (innermost.ways > MAX_WAYS) this.#refuse('a match in so many ways');
  }

  #close(): void {
    const group = this.#innermost();
    this.#open.pop();
    const outer = this.#innermost();
    outer.varies ||= group.varies;
    outer.ways = Math.max(group.ways, group.mostWays);
    this.#closed = group;
  }

  #innermost(): Group {
    const group = this.#open.at(-1);
    if (group === undefined) throw new Error('a pattern has an outermost group');
    return group;
  }

  #refuse(what: string): never {
    throw unsupportedPattern(this.#pattern, what);
  }
}
