import { ProblemError, type Problem, type ProblemKind, type ProblemSource } from './problem';
import { wordsOf } from './words';

/** Longer texts say nothing more to a reader. */
const MAX_DETAIL = 500;

/** A problem of a kind, in words. */
export const problemOf = (kind: ProblemKind, source: ProblemSource, detail?: string): Problem => {
  const text = detail?.trim().slice(0, MAX_DETAIL);
  return { kind, source, ...wordsOf(kind, source), ...(text ? { detail: text } : {}) };
};

/** What is known of a failure, whatever its shape. */
interface Facts {
  readonly name: string;
  readonly status: number | undefined;
  readonly text: string;
  /** The chat service's own word for it; only its problem details have one. */
  readonly code: string | undefined;
  /** The body was text where JSON belongs. */
  readonly isText: boolean;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** Errors of queries arrive as results by refId, or as `{message, error}`. */
const textOfBody = (body: unknown): string => {
  if (!isRecord(body)) return textOf(body);
  const ofResults = isRecord(body.results) ? Object.values(body.results).map(textOfBody).find(Boolean) : undefined;
  return ofResults ?? [body.detail, body.error, body.message, body.title].map(textOf).find(Boolean) ?? '';
};

const factsOf = (error: unknown): Facts => {
  if (!isRecord(error)) return { name: '', status: undefined, text: textOf(error), code: undefined, isText: false };
  const body = error.data;
  const details = isRecord(body) && 'requestId' in body ? textOf(body.code) : '';
  return {
    name: textOf(error.name),
    status: numberOf(error.status),
    text: textOfBody(body) || textOf(error.message) || textOf(error.statusText),
    code: details || undefined,
    isText: typeof body === 'string' && body.trim() !== '',
  };
};

const BY_CODE: Readonly<Record<string, ProblemKind>> = {
  unauthorized: 'unauthorised',
  forbidden: 'no_permission',
  not_found: 'other_version',
  method_not_allowed: 'other_version',
  bad_request: 'other_version',
  rate_limited: 'rate_limited',
  internal: 'server_error',
  unavailable: 'server_error',
};

/** Browsers' words when Grafana itself does not answer. */
const OF_BROWSER = /failed to fetch|networkerror|load failed/i;

/** Go's words for what happens between Grafana's server and the other side. */
const BY_TEXT: readonly (readonly [RegExp, ProblemKind])[] = [
  [/x509|tls: |certificate/i, 'tls'],
  [/timed? ?out|deadline exceeded|i\/o timeout/i, 'timeout'],
  [/connection refused|no such host|dial tcp|connection reset|network is unreachable|\bEOF\b/i, 'unreachable'],
  [OF_BROWSER, 'unreachable'],
  [/data ?source .*not found|was not found/i, 'no_data_source'],
  [/invalid character|bad_response|readobject|unexpected end of json/i, 'not_json'],
  [/parse error|bad_data|execution:|exceeded maximum resolution|too many samples|unknown function/i, 'bad_query'],
];

const byText = (text: string): ProblemKind | undefined => BY_TEXT.find(([pattern]) => pattern.test(text))?.[1];

const BY_STATUS: Readonly<Record<number, ProblemKind>> = {
  0: 'unreachable',
  400: 'bad_query',
  401: 'unauthorised',
  403: 'no_permission',
  404: 'other_version',
  408: 'timeout',
  422: 'bad_query',
  429: 'rate_limited',
  502: 'unreachable',
  504: 'timeout',
};

const byStatus = (status: number | undefined): ProblemKind =>
  status === undefined ? 'unknown' : (BY_STATUS[status] ?? (status >= 500 ? 'server_error' : 'unknown'));

/** What Grafana itself says when it cannot even ask. */
const saysGrafana = ({ status, text, isText }: Facts): Problem => {
  if (/interpolate|parse url|plugin route|plugin setting/i.test(text))
    return problemOf('not_configured', 'grafana', text);
  if (status === 404 && isText) return problemOf('not_json', 'backend', text);
  return problemOf(byStatus(status), 'grafana', text);
};

/**
 * Of the chat service by way of the plugin proxy. Its own refusals are problem details; what has none was said by
 * Grafana, but 502 and 504, by which Grafana says that the service did not answer, without a word why.
 */
const fromBackend = (facts: Facts): Problem => {
  const { name, status, text, code } = facts;
  if (code !== undefined) return problemOf(BY_CODE[code] ?? byStatus(status), 'backend', text);
  if (name === 'TimeoutError') return problemOf('timeout', 'backend');
  const said = byText(text);
  if (said === 'tls') return problemOf('tls', 'backend', text);
  if (status === 502 || status === 504) return problemOf(byStatus(status), 'backend', text);
  return status === undefined || status === 0 ? problemOf(said ?? 'unknown', 'grafana', text) : saysGrafana(facts);
};

const fromPrometheus = ({ name, status, text }: Facts): Problem => {
  if (name === 'TimeoutError') return problemOf('timeout', 'prometheus');
  const said = byText(text);
  if (said !== undefined) return problemOf(said, OF_BROWSER.test(text) ? 'grafana' : 'prometheus', text);
  if (status === 404) return problemOf('no_data_source', 'prometheus', text);
  if (status === 401 && !/prometheus|client error/i.test(text)) return problemOf('unauthorised', 'grafana', text);
  return problemOf(byStatus(status), 'prometheus', text);
};

/**
 * Puts whatever was thrown, answered or timed out into words.
 * @param error of `fetch`, of a query, of a schema, or anything else
 * @param source who was asked; the problem may turn out to be Grafana's
 */
export const problemFrom = (error: unknown, source: ProblemSource): Problem => {
  if (error instanceof ProblemError) return error.problem;
  const facts = factsOf(error);
  if (source === 'backend') return fromBackend(facts);
  if (source === 'prometheus') return fromPrometheus(facts);
  return problemOf(byText(facts.text) ?? byStatus(facts.status), source, facts.text);
};
