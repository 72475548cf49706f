import type { Encoding } from '../../content/encoding.js';
import { corsHeaders } from '../cors.js';
import { REQUEST_ID_HEADER } from '../request-id.js';
import { HISTORY_CACHE_CONTROL } from '../routes/messages.js';
import { SECURITY_HEADERS } from '../security-headers.js';
import { JSON_TYPE, variedByEncoding } from '../send.js';

/** What differs from answer to answer. */
interface Answered {
  readonly requestId: string;
  readonly origin: string | undefined;
  readonly etag: string;
  readonly encoding: Encoding;
  /** Of the body; undefined with 304, which has none. */
  readonly sizeBytes: number | undefined;
}

/** Names and values in turn, as `writeHead` takes them. */
type AnswerHead = (answered: Answered) => string[];

/**
 * Headers of a page of history, in the order in which Express's way sets them. All of them are put together beforehand
 * and copied, as `writeHead` with one list takes 3 us where setting each header takes 7.
 * @param origins whose pages may read answers
 */
export const answerHead = (origins: readonly string[]): AnswerHead => {
  const { byOrigin, others } = corsHeaders(origins);
  const forOthers = templatesWith(others);
  const forOrigins = new Map([...byOrigin].map(([origin, headers]) => [origin, templatesWith(headers)]));
  return ({ requestId, origin, etag, encoding, sizeBytes }) => {
    const templates = forOrigins.get(origin ?? '') ?? forOthers;
    const head = (sizeBytes === undefined ? templates.known : templates[encoding]).slice();
    head[REQUEST_ID_AT] = requestId;
    head[templates.etagAt] = etag;
    if (sizeBytes !== undefined) head[head.length - 1] = String(sizeBytes);
    return head;
  };
};

const REQUEST_ID_AT = 1;

/** Heads by coding, and for 304, with room for the request id, the ETag and, as the last one, the length. */
interface Templates extends Readonly<Record<Encoding | 'known', readonly string[]>> {
  readonly etagAt: number;
}

const templatesWith = (cors: ReturnType<typeof corsHeaders>['others']): Templates => {
  const first = [
    ...[REQUEST_ID_HEADER, ''],
    ...SECURITY_HEADERS.flat(),
    ...cors.flatMap(([name, value]) => [name, name === 'Vary' ? variedByEncoding(value) : value]),
    ...['Cache-Control', HISTORY_CACHE_CONTROL],
    ...['ETag', ''],
  ];
  // Where CORS has begun the header, it stands there.
  const known = first.includes('Vary') ? first : [...first, 'Vary', variedByEncoding(undefined)];
  const withBody = (...encoding: string[]) => [...known, 'Content-Type', JSON_TYPE, ...encoding, 'Content-Length', ''];
  return {
    etagAt: first.length - 1,
    known,
    identity: withBody(),
    gzip: withBody('Content-Encoding', 'gzip'),
    br: withBody('Content-Encoding', 'br'),
  };
};
