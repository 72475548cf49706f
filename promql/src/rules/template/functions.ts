import { formatDecimals, formatDigits, formatExponential, formatShortest } from './format-number.js';
import { humanize, humanize1024, humanizeDuration, humanizePercentage } from './humanize.js';
import type { TemplateContext, TemplateValue } from './values.js';
import type { VectorSample } from '../../result.js';

type TemplateFunction = (context: TemplateContext, ...words: TemplateValue[]) => TemplateValue;

const ofNumber =
  (format: (value: number) => string): TemplateFunction =>
  (_, value) =>
    format(numberOf(value));

/** The functions that templates may use; Prometheus has more. */
export const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['query', (context, text) => context.query(textOf(text))],
  ['first', (_, samples) => firstOf(samples)],
  ['value', (_, sample) => sampleOf(sample).value],
  ['label', (_, name, sample) => sampleOf(sample).labels[textOf(name)] ?? ''],
  ['printf', (_, format, ...words) => formatted(textOf(format), words)],
  ['humanize', ofNumber(humanize)],
  ['humanize1024', ofNumber(humanize1024)],
  ['humanizePercentage', ofNumber(humanizePercentage)],
  ['humanizeDuration', ofNumber(humanizeDuration)],
]);

/** A value as text in the template's output. */
export const textOf = (value: TemplateValue | undefined): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return formatShortest(value);
  throw new TypeError('is neither text nor number');
};

const numberOf = (value: TemplateValue | undefined): number => {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof number !== 'number' || (Number.isNaN(number) && value !== 'NaN' && typeof value !== 'number')) {
    throw new TypeError('is no number');
  }
  return number;
};

const isSamples = (value: TemplateValue | undefined): value is readonly VectorSample[] => Array.isArray(value);

const firstOf = (value: TemplateValue | undefined): VectorSample => {
  const sample = isSamples(value) ? value[0] : undefined;
  if (!sample) throw new TypeError('first() called on vector with no elements');
  return sample;
};

const isSample = (value: TemplateValue | undefined): value is VectorSample =>
  typeof value === 'object' && 'labels' in value && typeof value.labels === 'object';

const sampleOf = (value: TemplateValue | undefined): VectorSample => {
  if (!isSample(value)) throw new TypeError('is no sample');
  return value;
};

const VERB = /%(?:\.(\d+))?(.)/g;

/** Words of a format that are not understood, such as `%x`. */
export const unknownVerbs = (format: string): string[] =>
  Array.from(format.matchAll(VERB))
    .filter(([, , verb = '']) => !'%qsvfge'.includes(verb))
    .map(([text]) => text);

const formatted = (format: string, words: readonly TemplateValue[]): string => {
  let next = 0;
  return format.replaceAll(VERB, (_, precision: string | undefined, verb: string) => {
    if (verb === '%') return '%';
    const word = words[next];
    next += 1;
    return formattedWord(verb, precision === undefined ? undefined : Number(precision), word);
  });
};

const formattedWord = (verb: string, precision: number | undefined, word: TemplateValue | undefined): string => {
  switch (verb) {
    case 'q':
      return JSON.stringify(textOf(word));
    case 'f':
      return formatDecimals(numberOf(word), precision ?? 6);
    case 'g':
      return precision === undefined ? formatShortest(numberOf(word)) : formatDigits(numberOf(word), precision);
    case 'e':
      return formatExponential(numberOf(word), precision ?? 6);
    default:
      return textOf(word);
  }
};
