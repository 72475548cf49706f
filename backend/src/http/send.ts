import { Buffer } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { encode, type Encoding } from '../content/encoding.js';
import type { Representation } from '../content/representation.js';
import { acceptedEncodings, chooseEncoding } from './accept-encoding.js';
import { namesTag } from './entity-tag.js';

/** The media type of every answer that is data. */
export const JSON_TYPE = 'application/json; charset=utf-8';

/** The value as JSON, in the coding that the client likes best; status and other headers are set before. */
export const sendJson = async (request: IncomingMessage, response: ServerResponse, value: unknown): Promise<void> => {
  const plain = Buffer.from(JSON.stringify(value));
  const encoding = chooseEncoding(acceptedEncodings(request.headers['accept-encoding']), plain.length);
  const bytes = encoding === 'identity' ? plain : await encode(encoding, plain);
  response.setHeader('Content-Type', JSON_TYPE);
  varyByEncoding(response);
  end(response, encoding, bytes);
};

interface Choice {
  readonly encoding: Encoding;
  readonly etag: string;
  /** The caller has it already: the answer is 304. */
  readonly isKnown: boolean;
}

/** What a request gets of a representation. @throws {ChatError} `not_acceptable` */
export const chooseFrom = (representation: Representation, { headers }: IncomingMessage): Choice => {
  const accepted = acceptedEncodings(headers['accept-encoding']);
  const encoding = chooseEncoding(accepted, representation.identity.length);
  const etag = representation.etag(encoding);
  return { encoding, etag, isKnown: namesTag(headers['if-none-match'], etag) };
};

/**
 * A body that was made before, in the coding that the client likes best, or 304 where `If-None-Match` names it. Waits
 * only where nobody has asked for that coding yet.
 */
export const sendRepresentation = (
  request: IncomingMessage,
  response: ServerResponse,
  representation: Representation,
  mediaType = JSON_TYPE,
): void | Promise<void> => {
  const { encoding, etag, isKnown } = chooseFrom(representation, request);
  response.setHeader('ETag', etag);
  varyByEncoding(response);
  if (isKnown) {
    response.statusCode = 304;
    response.end();
    return undefined;
  }
  response.setHeader('Content-Type', mediaType);
  const bytes = representation.bytes(encoding);
  if (!(bytes instanceof Promise)) {
    end(response, encoding, bytes);
    return undefined;
  }
  return bytes.then((made) => {
    end(response, encoding, made);
  });
};

const end = (response: ServerResponse, encoding: Encoding, bytes: Buffer): void => {
  if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Length', bytes.length);
  // Node leaves the body out where the request is a HEAD.
  response.end(bytes);
};

/** Also on answers that are sent as they are: the next one under the same address may not be. */
const varyByEncoding = (response: ServerResponse): void => {
  const vary = response.getHeader('Vary');
  response.setHeader('Vary', variedByEncoding(vary === undefined ? undefined : String(vary)));
};

/** The value of `Vary` with the encoding, which every answer of data depends on. */
export const variedByEncoding = (vary: string | undefined): string =>
  vary === undefined ? 'Accept-Encoding' : `${vary}, Accept-Encoding`;
