import { type LabelDeclaration, LabelSet } from './label-set.js';

/**
 * One thing for each pair of two labels' values, for hot paths: two map look-ups and no joined key (joining costs
 * some 300 ns, the look-ups some 20). Values outside their sets share the thing of `other` and are never kept.
 */
export class LabelPairs<T> {
  readonly #rows = new Map<string, Map<string, T>>();
  readonly #first: LabelSet;
  readonly #second: LabelSet;
  readonly #create: (first: string, second: string) => T;

  constructor(first: LabelDeclaration, second: LabelDeclaration, create: (first: string, second: string) => T) {
    this.#first = new LabelSet(first);
    this.#second = new LabelSet(second);
    this.#create = create;
  }

  at(first: string, second: string): T {
    return this.#rows.get(first)?.get(second) ?? this.#resolve(first, second);
  }

  #resolve(rawFirst: string, rawSecond: string): T {
    const first = this.#first.resolve(rawFirst);
    const second = this.#second.resolve(rawSecond);
    let row = this.#rows.get(first);
    if (row === undefined) {
      row = new Map();
      this.#rows.set(first, row);
    }
    let thing = row.get(second);
    if (thing === undefined) {
      thing = this.#create(first, second);
      row.set(second, thing);
    }
    return thing;
  }
}
