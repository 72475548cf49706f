import { compileMatcher } from '../matchers.js';
import type { Expression } from '../parse/ast.js';
import type { Labels, Matcher, Series } from '../series.js';
import { seriesKey } from '../store/series-key.js';
import { counter, gauge, histogram } from './generated-series.js';
import type { Random } from './random.js';

const BOUNDS = ['0.005', '0.025', '0.1', '0.5', '2.5'];
const PARTS = /_(?:bucket|sum|count)$/;

/** A selector and the labels by which its query groups and matches. */
interface Wanted {
  readonly matchers: readonly Matcher[];
  readonly labels: readonly string[];
}

const childrenOf = (expression: Expression): readonly Expression[] => {
  switch (expression.kind) {
    case 'range':
      return [expression.selector];
    case 'call':
      return expression.args;
    case 'aggregation':
      return expression.parameter === undefined ? [expression.of] : [expression.parameter, expression.of];
    case 'subquery':
    case 'negation':
      return [expression.of];
    case 'binary':
      return [expression.left, expression.right];
    default:
      return [];
  }
};

const everyPart = (expression: Expression): Expression[] => [expression, ...childrenOf(expression).flatMap(everyPart)];

const labelsOf = (part: Expression): readonly string[] => {
  if (part.kind === 'aggregation') return part.grouping;
  return part.kind === 'binary' ? [...part.matching.labels, ...part.matching.include] : [];
};

const wantedBy = (expression: Expression): Wanted[] => {
  const parts = everyPart(expression);
  const labels = [...new Set(parts.flatMap(labelsOf))];
  return parts.flatMap((part) => (part.kind === 'selector' ? [{ matchers: part.matchers, labels }] : []));
};

/** A value that the conditions admit, out of those they speak of and some others. */
const valueFor = (matchers: readonly Matcher[], others: readonly string[]): string | undefined => {
  const holds = matchers.map(compileMatcher);
  const spokenOf = matchers.flatMap(({ value }) => [
    value,
    ...value.split('|').map((part) => part.replaceAll('.', '5')),
  ]);
  return [...others, ...spokenOf].find((value) => value !== '' && holds.every((admits) => admits(value)));
};

const labelsFor = ({ matchers, labels }: Wanted, target: Labels): Labels => {
  // Recorded series are about a job as a whole.
  const isRecorded = matchers.some(({ label, value }) => label === '__name__' && value.includes(':'));
  const own = isRecorded ? ['job'] : ['job', 'instance'];
  const names = new Set([...own, ...labels, ...matchers.map(({ label }) => label)]);
  const made: Record<string, string> = {};
  for (const name of names) {
    const value = valueFor(
      matchers.filter(({ label }) => label === name),
      [target[name] ?? 'a', 'other'],
    );
    if (value !== undefined) made[name] = value;
  }
  return made;
};

const seriesOf = (labels: Labels, random: Random): Series[] => {
  const name = labels.__name__ ?? '';
  if (!PARTS.test(name)) return [name.endsWith('_total') ? counter(labels, random) : gauge(labels, random)];
  const { __name__, le, ...rest } = labels;
  const bounds = [...new Set([...BOUNDS, ...(le === undefined || !(Number(le) > 0) ? [] : [le])])];
  const ascending = bounds.sort((left, right) => Number(left) - Number(right));
  return histogram(__name__?.replace(PARTS, '') ?? '', rest, ascending, random);
};

/** One sample of four: queries of long windows need long times, not many samples. */
const thinned = ({ labels, times, values }: Series): Series => ({
  labels,
  times: Array.from(times).filter((_, index) => index % 4 === 0),
  values: Array.from(values).filter((_, index) => index % 4 === 0),
});

const TARGETS: readonly Labels[] = [
  { job: 'a', instance: 'a1' },
  { job: 'a', instance: 'a2' },
  { job: 'b', instance: 'b1' },
];

/** Series that the selectors of queries find, of each of three targets, with the labels that the queries look at. */
export const seriesFor = (expressions: readonly Expression[], random: Random): Series[] => {
  const found = new Map<string, Series>();
  const wanted = expressions.flatMap(wantedBy);
  for (const labels of wanted.flatMap((one) => TARGETS.map((target) => labelsFor(one, target)))) {
    if (found.has(seriesKey(labels))) continue;
    for (const series of seriesOf(labels, random)) {
      const key = seriesKey(series.labels);
      if (!found.has(key)) found.set(key, thinned(series));
    }
  }
  return [...found.values()];
};
