import { ChatApiError, ClientErrorCode } from '../errors.js';
import { RETRYABLE_ERROR_CODES } from '../protocol/codes.js';
import type { ProblemDetails } from '../protocol/resources.js';

/** The part of `fetch` this package uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Answers of proxies and of an overloaded service that a later request may not meet. */
const RETRYABLE_STATUSES: readonly number[] = [429, 502, 503, 504];

/** Reads the body of a success. */
type Read<Body> = (response: Response) => Promise<Body>;

/** One exchange: the body of a success as it was read. Throws `ChatApiError`. */
export async function exchange<Body>(fetch: Fetch, url: string, init: RequestInit, read: Read<Body>): Promise<Body> {
  const response = await fetch(url, init).catch(throwNetworkError);
  if (response.ok) return read(response);
  throw problemError(response, await response.text().catch(throwNetworkError));
}

/** A body of JSON, undefined for none. Throws `ChatApiError` for another. */
export async function readJson(response: Response): Promise<unknown> {
  const text = await response.text().catch(throwNetworkError);
  if (text === '') return undefined;
  const body = parseJson(text);
  if (body === undefined) throw invalidResponse(response, `${response.url} answered ${response.status} with no JSON`);
  return body;
}

/** A body of bytes, in the type that the server says. Throws `ChatApiError`. */
export const readBlob = (response: Response): Promise<Blob> => response.blob().catch(throwNetworkError);

function throwNetworkError(cause: unknown): never {
  throw networkError(cause);
}

function networkError(cause: unknown): ChatApiError {
  const detail = cause instanceof Error ? cause.message : 'no answer';
  const isRetryable = true;
  return new ChatApiError({
    status: 0,
    code: ClientErrorCode.Network,
    detail,
    requestId: '',
    errors: [],
    isRetryable,
    cause,
  });
}

function problemError(response: Response, text: string): ChatApiError {
  const { status } = response;
  const problem = parseProblem(text);
  if (problem === undefined) return invalidResponse(response, `the server answered ${status} ${response.statusText}`);
  return new ChatApiError({
    status,
    code: problem.code ?? ClientErrorCode.InvalidResponse,
    detail: problem.detail ?? problem.title ?? response.statusText,
    requestId: problem.requestId ?? requestIdOf(response),
    errors: problem.errors ?? [],
    isRetryable: RETRYABLE_STATUSES.includes(status) || RETRYABLE_ERROR_CODES.includes(problem.code ?? ''),
  });
}

function invalidResponse(response: Response, detail: string): ChatApiError {
  return new ChatApiError({
    status: response.status,
    code: ClientErrorCode.InvalidResponse,
    detail,
    requestId: requestIdOf(response),
    errors: [],
    isRetryable: RETRYABLE_STATUSES.includes(response.status),
  });
}

function requestIdOf(response: Response): string {
  return response.headers.get('x-request-id') ?? '';
}

function parseProblem(text: string): Partial<ProblemDetails> | undefined {
  const body = parseJson(text);
  // Every field is read as one that may be missing; proxies answer with JSON of their own.
  return typeof body === 'object' && body !== null ? body : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
