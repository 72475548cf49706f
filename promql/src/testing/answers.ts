import { PromqlError } from '../errors.js';
import type { Labels } from '../series.js';
import { seriesKey } from '../store/series-key.js';
import { queryData, type QueryData, type QueryResult } from '../result.js';
import type { Answer } from './prometheus.js';

type Points = readonly (readonly [number, string])[];

/** Relative, and for values nearer to zero than 1 absolute: what is left of a sum depends on the order of its parts. */
const TOLERANCE = 1e-9;

const numberOf = (text: string): number => Number(text.replace('Inf', 'Infinity'));

const isSame = (left: string, right: string): boolean => {
  if (left === right) return true;
  const [a, b] = [numberOf(left), numberOf(right)];
  return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));
};

const pointsOf = (data: QueryData): Map<string, { labels: Labels; points: Points }> => {
  if (data.resultType === 'vector')
    return new Map(data.result.map(({ metric, value }) => [seriesKey(metric), { labels: metric, points: [value] }]));
  if (data.resultType === 'matrix')
    return new Map(data.result.map(({ metric, values }) => [seriesKey(metric), { labels: metric, points: values }]));
  return new Map([['', { labels: {}, points: [data.result] }]]);
};

const pointDifference = (ours: Points, theirs: Points): string | undefined => {
  for (let index = 0; index < Math.max(ours.length, theirs.length); index += 1) {
    const [our, their] = [ours[index], theirs[index]];
    if (our?.[0] !== their?.[0] || !isSame(our?.[1] ?? '', their?.[1] ?? ''))
      return `ours ${JSON.stringify(our)}, theirs ${JSON.stringify(their)}`;
  }
  return undefined;
};

const dataDifference = (ours: QueryData, theirs: QueryData): string | undefined => {
  if (ours.resultType !== theirs.resultType) return `ours a ${ours.resultType}, theirs a ${theirs.resultType}`;
  const [our, their] = [pointsOf(ours), pointsOf(theirs)];
  for (const [key, { labels }] of [...our, ...their]) {
    const difference = pointDifference(our.get(key)?.points ?? [], their.get(key)?.points ?? []);
    if (difference !== undefined) return `${JSON.stringify(labels)}: ${difference}`;
  }
  return undefined;
};

/** What we answer: data, or why we refuse. */
export const answerOf = (evaluate: () => QueryResult): Answer => {
  try {
    return { data: queryData(evaluate()) };
  } catch (error) {
    if (error instanceof PromqlError)
      return { errorType: error.code === 'query_failed' ? 'execution' : error.code, error: error.message };
    throw error;
  }
};

/** Why an answer is none, but for labels: of several series it depends on their order which is named. */
const refusal = ({ errorType, error }: { errorType: string; error: string }): string =>
  `${errorType}: ${error.replace(/\{.*/, '')}`;

/** In what two answers differ; undefined in nothing: the same series with the same points, or both refused. */
export const differenceOf = (ours: Answer, theirs: Answer): string | undefined => {
  if ('data' in ours && 'data' in theirs) return dataDifference(ours.data, theirs.data);
  if ('error' in ours && 'error' in theirs && refusal(ours) === refusal(theirs)) return undefined;
  return `ours ${JSON.stringify(ours).slice(0, 300)}, theirs ${JSON.stringify(theirs).slice(0, 300)}`;
};
