/** Every number and word a peer can end or refuse with, a sentence each. */

/** WebSocket close codes of the service. Faults below JSON close with the standard's 1002, 1007 and 1009. */
export const CloseCode = {
  /** The peer left in good order. */
  Normal: 1000,
  /** Not one JSON object in a text frame, a second hello, or a protocol version the server does not speak. */
  ProtocolError: 4000,
  /** The token or ticket of the hello is not valid; sign in again before reconnecting. */
  Unauthorized: 4001,
  /** No hello arrived within five seconds of the upgrade. */
  HelloTimeout: 4002,
  /** A frame was larger than `limits.frameBytes`. */
  FrameTooLarge: 4003,
  /** The reader fell more than the queue's bound behind; reconnect and resume. */
  TooSlow: 4004,
  /** Requests went on after `rate_limited` answers. */
  RateLimitIgnored: 4005,
  /** The server is shutting down; reconnect after the told delay. */
  ShuttingDown: 4006,
  /** The token expired, the account was disabled, or membership of a ticket's channel ended. */
  SessionEnded: 4007,
} as const;

export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode];

/** Codes after which reconnecting with the same credentials cannot help. */
export const FINAL_CLOSE_CODES: readonly number[] = [
  CloseCode.ProtocolError,
  CloseCode.Unauthorized,
  CloseCode.SessionEnded,
];

/** Stable codes of refusals, the same over REST (`code` of the problem) and WebSocket (`code` of an `error` frame). */
export const ErrorCode = {
  /** A field is missing, of the wrong kind or out of its range; retrying the same request cannot help. */
  BadRequest: 'bad_request',
  /** The frame's `type` is none the server knows. */
  UnknownType: 'unknown_type',
  /** No valid credentials came with the request. */
  Unauthorized: 'unauthorized',
  /** Known, but not allowed to do this. */
  Forbidden: 'forbidden',
  /** There is no such thing, or none the caller may know of. */
  NotFound: 'not_found',
  /** The path exists, but not with this method. */
  MethodNotAllowed: 'method_not_allowed',
  /** `Accept-Encoding` refuses every coding that the server has, the plain one included. */
  NotAcceptable: 'not_acceptable',
  /** The request contradicts what is stored: an e-mail that is taken, a `clientId` seen in another channel. */
  Conflict: 'conflict',
  /** The body or the content is over its limit. */
  TooLarge: 'too_large',
  /** The body's content type or encoding is not one the route takes. */
  UnsupportedMediaType: 'unsupported_media_type',
  /** Too many requests; wait before the next one. */
  RateLimited: 'rate_limited',
  /** The store cannot take or answer this now; retrying later is safe and may succeed. */
  Unavailable: 'unavailable',
  /** A fault of the server; the request id finds it in the log. */
  Internal: 'internal',
} as const;

export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode];

/** The refusals a client may repeat unchanged, after a pause. */
export const RETRYABLE_ERROR_CODES: readonly string[] = [ErrorCode.RateLimited, ErrorCode.Unavailable];
