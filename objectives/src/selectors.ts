/** How a label is compared; regular expressions must match the whole value, as in Prometheus. */
export type SelectorOperator = '=' | '!=' | '=~' | '!~';

/** One condition on a label. A label that a series does not have counts as the empty string, as in Prometheus. */
export interface Selector {
  readonly label: string;
  readonly operator: SelectorOperator;
  readonly value: string;
}

/** A series' labels, by name. */
export type Labels = Readonly<Record<string, string>>;

type Test = (value: string) => boolean;

function compile(pattern: string): RegExp {
  // Dot matches a newline in Prometheus' matchers as well.
  return new RegExp(`^(?:${pattern})$`, 's');
}

/**
 * Whether a pattern means the same here and in Prometheus, whose RE2 knows neither lookaround nor back-references
 * and whose inline flags JavaScript does not know.
 */
export function isPortablePattern(pattern: string): boolean {
  const withoutEscapes = pattern.replaceAll(/\\[^1-9k]/g, '');
  if (/\(\?<?[=!]|\\[1-9k]/.test(withoutEscapes)) return false;
  try {
    compile(pattern);
    return true;
  } catch {
    return false;
  }
}

function testOf({ operator, value }: Selector): Test {
  switch (operator) {
    case '=':
      return (actual) => actual === value;
    case '!=':
      return (actual) => actual !== value;
    case '=~': {
      const pattern = compile(value);
      return (actual) => pattern.test(actual);
    }
    case '!~': {
      const pattern = compile(value);
      return (actual) => !pattern.test(actual);
    }
  }
}

/**
 * Compiles selectors into one test of a label set; it passes when every selector does.
 *
 * @example
 * const isServerError = labelMatcher([{ label: 'status_code', operator: '=~', value: '5..' }]);
 * isServerError({ status_code: '503' }); // true
 */
export function labelMatcher(selectors: readonly Selector[]): (labels: Labels) => boolean {
  const tests = selectors.map((selector) => ({ label: selector.label, passes: testOf(selector) }));
  return (labels) => tests.every(({ label, passes }) => passes(labels[label] ?? ''));
}
