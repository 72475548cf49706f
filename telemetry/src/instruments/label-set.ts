/** The value recorded for whatever a label does not declare. */
export const OTHER = 'other';

/**
 * The values a label may take: a closed list, or the first `max` distinct ones that come along (`known` ones are
 * there from the start). Everything else is recorded as `other`, so the number of series has an upper bound.
 *
 * @example
 * const labels = { method: ['GET', 'POST'], route: { max: 100, known: ['unmatched'] } };
 */
export type LabelDeclaration = readonly string[] | { readonly max: number; readonly known?: readonly string[] };

/** One label's set of values while the process runs. */
export class LabelSet {
  readonly #values: Set<string>;
  readonly #max: number;

  constructor(declaration: LabelDeclaration) {
    this.#values = new Set(knownValues(declaration));
    this.#max = 'max' in declaration ? declaration.max : this.#values.size;
  }

  /** The value itself where the set knows it or has room for it, else `other`. */
  resolve(value: string): string {
    if (this.#values.has(value)) return value;
    if (this.#values.size >= this.#max) return OTHER;
    this.#values.add(value);
    return value;
  }
}

/** What is wrong with a label's declaration, in words that follow its name; undefined when nothing is. */
export function labelProblem(declaration: LabelDeclaration, startsAtZero = false): string | undefined {
  const known = knownValues(declaration);
  if (new Set(known).size !== known.length) return 'declares a value twice';
  if (!('max' in declaration)) return known.length === 0 ? 'declares no value' : undefined;
  if (startsAtZero) return 'has no closed list to start at zero with';
  if (!Number.isInteger(declaration.max) || declaration.max < 1) return 'needs a whole number of values above zero';
  return known.length > declaration.max ? `knows ${known.length} values, more than its max` : undefined;
}

function knownValues(declaration: LabelDeclaration): readonly string[] {
  return 'max' in declaration ? (declaration.known ?? []) : declaration;
}

/** Each combination of the values that labels declare; a single one without any where there are no labels. */
export function combinationsOf(
  labels: Readonly<Record<string, LabelDeclaration>>,
): readonly Readonly<Record<string, string>>[] {
  return Object.entries(labels).reduce<Readonly<Record<string, string>>[]>(
    (combinations, [label, declaration]) =>
      combinations.flatMap((others) => knownValues(declaration).map((value) => ({ ...others, [label]: value }))),
    [{}],
  );
}
