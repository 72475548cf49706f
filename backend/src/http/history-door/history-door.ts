import type { Buffer } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import type { Authenticator } from '../../auth/authenticator.js';
import type { Page } from '../../chat/history/page.js';
import type { Messages } from '../../chat/messages.js';
import type { Config } from '../../config.js';
import type { Encoding } from '../../content/encoding.js';
import { bearerTokenOf } from '../bearer.js';
import { hostFaultOf } from '../host.js';
import { nameRequest } from '../request-id.js';
import { HISTORY_PATH } from '../routes/messages.js';
import { chooseFrom } from '../send.js';
import type { Door } from '../server.js';
import { answerHead } from './answer-head.js';
import { askedPage } from './asked-page.js';

interface HistoryDoorParts {
  readonly authenticator: Authenticator;
  readonly messages: Messages;
  /** As the app takes it. */
  readonly observe: RequestHandler;
  readonly config: Pick<Config, 'publicOrigins'>;
}

interface Answer {
  readonly status: 200 | 304;
  readonly encoding: Encoding;
  readonly etag: string;
  readonly body: Buffer | undefined;
}

/** As Express would leave it on the request. */
const ROUTE = Object.freeze({ path: HISTORY_PATH });

/**
 * Answers pages of history in front of Express, where all that it takes is in memory: a user's token that was verified
 * before, an account read within the second, a channel that he may see, and a page that is up to date, in the coding
 * asked for. It is the hottest request of all, and Express with its middleware was half of its 38 us.
 *
 * Whatever else there is to a request is left to Express, so that every refusal and failure has one definition; what is
 * answered here is to the letter what the route would answer, to which `differential.test.ts` holds it.
 */
export const historyDoor = ({ authenticator, messages, observe, config }: HistoryDoorParts): Door => {
  const headOf = answerHead(config.publicOrigins);
  const find = (request: IncomingMessage): Answer | undefined => {
    const query = isPlain(request) ? askedPage(request.url ?? '') : undefined;
    const token = query && bearerTokenOf(request);
    const actor = token === undefined ? undefined : authenticator.knownUser(token);
    const page = query && actor && messages.peekHistory(actor, query);
    return page && answerFrom(page, request);
  };
  return (incoming, response) => {
    const answer = attempt(find, incoming);
    if (!answer) return false;
    const request = asRouted(incoming);
    messages.countPeek();
    observe(request, response as Response, () => {
      const { status, encoding, etag, body } = answer;
      const { origin } = request.headers;
      response.writeHead(
        status,
        headOf({ requestId: nameRequest(request), origin, etag, encoding, sizeBytes: body?.length }),
      );
      // Node leaves the body out where the request is a HEAD.
      response.end(body);
    });
    return true;
  };
};

/** A body would be nothing that the route reads, but who sends one is no usual client. */
const isPlain = (request: IncomingMessage): boolean => {
  const { method, headers } = request;
  if (method !== 'GET' && method !== 'HEAD') return false;
  if (headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined) return false;
  return hostFaultOf(request) === undefined;
};

const answerFrom = ({ representation }: Page, request: IncomingMessage): Answer | undefined => {
  const { encoding, etag, isKnown } = chooseFrom(representation, request);
  if (isKnown) return { status: 304, encoding, etag, body: undefined };
  const body = representation.made(encoding);
  return body && { status: 200, encoding, etag, body };
};

/** What fails here fails again on the way through Express, where it is answered and reported. */
const attempt = (find: (request: IncomingMessage) => Answer | undefined, request: IncomingMessage) => {
  try {
    return find(request);
  } catch {
    return undefined;
  }
};

/** The server makes requests with Express's prototype; by these two whoever observes knows the route. */
const asRouted = (incoming: IncomingMessage): Request => {
  const request = incoming as Request;
  request.baseUrl = '';
  request.route = ROUTE;
  return request;
};
