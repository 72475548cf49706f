import { ErrorCode, RETRYABLE_ERROR_CODES } from '@chatwatch/client';

/** One field that did not fit, `path` in dots (`memberIds.3`). */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

const HTTP_STATUS: Record<ErrorCode, number> = {
  bad_request: 400,
  unknown_type: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  conflict: 409,
  too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
};

/**
 * A refusal that the caller is told: over REST as problem details, over WebSocket as an `error` frame.
 * The message is shown to the caller, so it holds no text of other users and no internals.
 */
export class ChatError extends Error {
  readonly code: ErrorCode;
  readonly fields: readonly FieldError[];
  /** Seconds to wait before trying again, where known. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; fields?: readonly FieldError[]; retryAfterSeconds?: number } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'ChatError';
    this.code = code;
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return HTTP_STATUS[this.code];
  }

  get isRetryable(): boolean {
    return RETRYABLE_ERROR_CODES.includes(this.code);
  }
}

export const badRequest = (message: string, fields: readonly FieldError[] = []): ChatError =>
  new ChatError(ErrorCode.BadRequest, message, { fields });

export const unauthorized = (message = 'Sign in first: the token is missing, malformed or expired'): ChatError =>
  new ChatError(ErrorCode.Unauthorized, message);

export const forbidden = (message: string): ChatError => new ChatError(ErrorCode.Forbidden, message);

export const notFound = (what: string): ChatError => new ChatError(ErrorCode.NotFound, `There is no such ${what}`);

export const conflict = (message: string): ChatError => new ChatError(ErrorCode.Conflict, message);

export const unavailable = (message: string, cause?: unknown): ChatError =>
  new ChatError(ErrorCode.Unavailable, message, { cause });
