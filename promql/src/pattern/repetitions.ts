import { unsupportedPattern } from './piece.js';

/** Repetitions without bound in one alternative: the time to try grows by a power of the text's length with each. */
const MAX_UNBOUNDED = 5;
const MAX_COUNT = 1_000;

interface Group {
  /** Whether something within may take more or less of the text. */
  varies: boolean;
  unbounded: number;
}

/**
 * Refuses what makes a backtracking matcher try for ever, which RE2 never does: a repetition or a choice that is itself
 * repeated, and many repetitions in a row.
 */
export class Repetitions {
  readonly #pattern: string;
  readonly #open: Group[] = [{ varies: false, unbounded: 0 }];
  /** The group that was closed just before, if a repetition would be of it. */
  #closed: Group | undefined;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  /** Takes note of a character, class, escape, or of the start or end of a group. */
  piece(text: string): void {
    this.#closed = undefined;
    const innermost = this.#innermost();
    if (text.startsWith('(')) this.#open.push({ varies: false, unbounded: innermost.unbounded });
    else if (text === ')' && this.#open.length > 1) this.#close();
    else if (text === '|') {
      innermost.varies = true;
      if (this.#open.length === 1) innermost.unbounded = 0;
    }
  }

  /** Takes note of a repetition of what came before it. */
  quantifier(text: string): void {
    const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(text) ?? [];
    if (Math.max(Number(least ?? 0), Number(most ?? 0)) > MAX_COUNT) this.#refuse(`more than ${MAX_COUNT} repetitions`);
    const repeats = !text.startsWith('?');
    if (repeats && this.#closed?.varies === true) this.#refuse('a repetition of what itself varies');
    const innermost = this.#innermost();
    innermost.varies = true;
    const isUnbounded = /^[*+]/.test(text) || (comma === ',' && most === '');
    if (isUnbounded) innermost.unbounded += 1;
    if (innermost.unbounded > MAX_UNBOUNDED)
      this.#refuse(`more than ${MAX_UNBOUNDED} repetitions without bound in a row`);
    this.#closed = undefined;
  }

  #close(): void {
    const group = this.#innermost();
    this.#open.pop();
    const outer = this.#innermost();
    outer.varies ||= group.varies;
    outer.unbounded = group.unbounded;
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
