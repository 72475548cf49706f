import { PromqlError, type PromqlErrorCode } from '../errors.js';

/** How Prometheus' API names kinds of failures. */
type ErrorType = 'bad_data' | 'execution' | 'timeout' | 'internal';

/** A failure as the API answers it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** Status of the HTTP answer. */
  readonly status: number;
  readonly errorType: ErrorType;

  constructor(status: number, errorType: ErrorType, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
    this.errorType = errorType;
  }
}

/** A request that says something wrong of a parameter. */
export const badParameter = (name: string, message: string, cause?: unknown): ApiError =>
  new ApiError(400, 'bad_data', `invalid parameter "${name}": ${message}`, { cause });

const ANSWERS: Readonly<Partial<Record<PromqlErrorCode, readonly [number, ErrorType]>>> = {
  query_malformed: [400, 'bad_data'],
  query_unsupported: [400, 'bad_data'],
  query_failed: [422, 'execution'],
  query_too_large: [422, 'execution'],
  query_timeout: [503, 'timeout'],
};

/** What the API answers to any failure; what is not foreseen tells nothing of its inside. */
export const apiErrorOf = (error: unknown): ApiError => {
  if (error instanceof ApiError) return error;
  const answer = error instanceof PromqlError ? ANSWERS[error.code] : undefined;
  if (!(error instanceof PromqlError) || !answer) {
    return new ApiError(500, 'internal', 'internal error', { cause: error });
  }
  const [status, errorType] = answer;
  return new ApiError(status, errorType, error.message, { cause: error });
};
