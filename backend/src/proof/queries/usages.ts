import type { Expression } from '@chatwatch/promql';

/** A metric where a query reads it. */
export interface Usage {
  readonly metric: string;
  /** What its samples go through, innermost first: functions, aggregations and operators. */
  readonly through: readonly string[];
}

/** Every metric that a query reads, as often as it does. A selector without a name is named ''. */
export const usagesOf = (expression: Expression, through: readonly string[] = []): Usage[] => {
  const within = (of: Expression, step?: string): Usage[] =>
    usagesOf(of, step === undefined ? through : [step, ...through]);
  switch (expression.kind) {
    case 'selector':
      return [{ metric: nameOf(expression.matchers), through }];
    case 'range':
      return within(expression.selector);
    case 'subquery':
    case 'negation':
      return within(expression.of);
    case 'call':
      return expression.args.flatMap((argument) => within(argument, expression.name));
    case 'aggregation':
      return within(expression.of, expression.operator);
    case 'binary':
      return [expression.left, expression.right].flatMap((side) => within(side, expression.operator));
    case 'number':
    case 'string':
      return [];
  }
};

const nameOf = (matchers: readonly { label: string; operator: string; value: string }[]): string =>
  matchers.find(({ label, operator }) => label === '__name__' && operator === '=')?.value ?? '';
