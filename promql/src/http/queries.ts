import { PromqlError } from '../errors.js';
import { type EvaluateOptions, evaluateInstant, evaluateRange } from '../evaluate/evaluate.js';
import { queryData, type QueryResult } from '../result.js';
import { ApiError, badParameter } from './api-error.js';
import type { ApiContext, Endpoint } from './endpoint.js';
import type { Parameters } from './parameters.js';

const MOST_STEPS = 11_000;

/** `query`: an expression at one moment. */
export const instantQuery: Endpoint = (context, parameters) => {
  const timeMs = parameters.optionalTimeMs('time', context.now());
  const options = optionsOf(context, parameters);
  return answer(evaluateInstant(parameters.query(), context.store, timeMs, options), context);
};

/** `query_range`: an expression at every step of a span. */
export const rangeQuery: Endpoint = (context, parameters) => {
  const startMs = parameters.timeMs('start');
  const endMs = parameters.timeMs('end');
  if (endMs < startMs) throw badParameter('end', 'end timestamp must not be before start time');
  const step = parameters.durationMs('step');
  if (step <= 0) {
    throw badParameter(
      'step',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  }
  const stepMs = Math.max(1, Math.round(step));
  if ((endMs - startMs) / stepMs > MOST_STEPS) {
    throw new ApiError(
      400,
      'bad_data',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  }
  const options = optionsOf(context, parameters);
  return answer(evaluateRange(parameters.query(), context.store, { startMs, endMs, stepMs }, options), context);
};

/** `query_exemplars`: there are none. */
export const exemplars: Endpoint = (_, parameters) => {
  const startMs = parameters.optionalTimeMs('start', -Infinity);
  if (parameters.optionalTimeMs('end', Infinity) < startMs) {
    throw new ApiError(400, 'bad_data', 'end timestamp must not be before start timestamp');
  }
  parameters.query();
  return [];
};

const optionsOf = ({ limits }: ApiContext, parameters: Parameters): EvaluateOptions => {
  const { maxSamples, timeoutMs } = limits;
  if (parameters.text('timeout') === '') return { maxSamples, timeoutMs };
  const asked = parameters.durationMs('timeout');
  // Prometheus finds it passed before it begins.
  if (asked < 1) throw new PromqlError('query_timeout', 'query timed out before it began');
  return { maxSamples, timeoutMs: Math.min(asked, timeoutMs) };
};

const answer = (result: QueryResult, { limits: { maxPoints } }: ApiContext): unknown => {
  const points = result.type === 'matrix' ? result.series.reduce((sum, { times }) => sum + times.length, 0) : 1;
  if (points > maxPoints) throw new PromqlError('query_too_large', `query result of more than ${maxPoints} points`);
  return queryData(result);
};
