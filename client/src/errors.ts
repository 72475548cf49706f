/** Codes of failures that this package finds by itself; refusals of the server carry an `ErrorCode`. */
export const ClientErrorCode = {
  /** No answer came: the connection failed below HTTP. */
  Network: 'network',
  /** The answer did not come within the call's timeout; the server may have done what was asked. */
  Timeout: 'timeout',
  /** The answer is none that the protocol knows. */
  InvalidResponse: 'invalid_response',
  /** The address is none that a WebSocket may connect to. */
  InvalidUrl: 'invalid_url',
  /** The client was closed, or may not reconnect; what was pending may or may not have been done. */
  Closed: 'closed',
  /** Too many requests wait for an answer. */
  OutboxFull: 'outbox_full',
  /** The frame is larger than the server reads; it was not sent. */
  FrameTooLarge: 'frame_too_large',
  /** The channel has a subscription already; end that one first. */
  AlreadySubscribed: 'already_subscribed',
  /** The server ended the subscription: the user may no longer read the channel. */
  SubscriptionEnded: 'subscription_ended',
} as const;

export type ClientErrorCode = (typeof ClientErrorCode)[keyof typeof ClientErrorCode];

/** Base of every failure of this package: a stable `code`, and whether the same request may be repeated. */
export class ChatError extends Error {
  override readonly name: string = 'ChatError';
  readonly code: string;
  /** Whether repeating the same request, after a pause, may succeed and is safe. */
  readonly isRetryable: boolean;

  constructor(
    code: string,
    message: string,
    options: { readonly isRetryable?: boolean; readonly cause?: unknown } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.isRetryable = options.isRetryable ?? false;
  }
}

export interface ApiErrorFields {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** Finds the request in the server's log; empty when no answer came. */
  readonly requestId: string;
  /** What is wrong with which field, where the server validated. */
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  readonly isRetryable: boolean;
  readonly cause?: unknown;
}

/** A REST call failed: the server refused it (`status` and its problem), or no answer came (`status` 0). */
export class ChatApiError extends ChatError {
  override readonly name = 'ChatApiError';
  readonly status: number;
  readonly detail: string;
  readonly requestId: string;
  readonly errors: ApiErrorFields['errors'];

  constructor(fields: ApiErrorFields) {
    super(fields.code, fields.detail, fields);
    this.status = fields.status;
    this.detail = fields.detail;
    this.requestId = fields.requestId;
    this.errors = fields.errors;
  }
}

/** The server answered a WebSocket request with an `error` frame; `code` is an `ErrorCode`. */
export class ChatRefusedError extends ChatError {
  override readonly name = 'ChatRefusedError';
  readonly detail: string;

  constructor(code: string, detail: string, isRetryable: boolean) {
    super(code, detail, { isRetryable });
    this.detail = detail;
  }
}

/** No answer within the request's timeout. A send may still have been stored: repeat it with the same `clientId`. */
export class ChatTimeoutError extends ChatError {
  override readonly name = 'ChatTimeoutError';

  constructor(what: string, timeoutMs: number) {
    super(ClientErrorCode.Timeout, `${what}: no answer within ${timeoutMs} ms`, { isRetryable: true });
  }
}

/** The client is closed: by `close()` (no `closeCode`), or by the server with a code that forbids reconnecting. */
export class ChatClosedError extends ChatError {
  override readonly name = 'ChatClosedError';
  /** The WebSocket close code that ended it, one of `FINAL_CLOSE_CODES`. */
  readonly closeCode: number | undefined;

  constructor(message: string, options: { readonly closeCode?: number; readonly cause?: unknown } = {}) {
    super(ClientErrorCode.Closed, message, options);
    this.closeCode = options.closeCode;
  }
}

/** As many requests as `outboxLimit` wait for their answer; wait for one of them before the next. */
export class OutboxFullError extends ChatError {
  override readonly name = 'OutboxFullError';

  constructor(limit: number) {
    super(ClientErrorCode.OutboxFull, `${limit} requests wait for an answer`, { isRetryable: true });
  }
}
