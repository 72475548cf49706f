import { isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import { ErrorCode } from '@chatwatch/client';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { ChatError } from '../errors.js';
import { packedEncodingOf, packedJsonReader } from './packed-body.js';

/**
 * Reads JSON bodies up to a size, counted after decompression; undefined where the request has none.
 * @throws {ChatError} `unsupported_media_type` for a body that is not declared as JSON; the parser's own errors
 */
export const jsonBodyReader = (limitBytes: number): ((request: Request, response: Response) => Promise<unknown>) => {
  const parser: RequestHandler = express.json({ limit: limitBytes, inflate: false, verify: mustBeUtf8 });
  const parse = promisify(parser);
  const readPacked = packedJsonReader(limitBytes);
  return async (request, response) => {
    if (!hasBody(request)) return undefined;
    if (request.is('application/json') === false) {
      throw new ChatError(ErrorCode.UnsupportedMediaType, 'The body must be application/json');
    }
    const encoding = packedEncodingOf(request);
    if (encoding) return readPacked(request, encoding);
    await parse(request, response);
    return request.body as unknown; // declared as any by Express
  };
};

/** A declared length of zero, as fetch sends without a body, is none. */
const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Decoding would silently replace broken bytes: another text would be stored than was sent. The parser adds the status. */
const mustBeUtf8 = (_request: unknown, _response: unknown, body: Buffer): void => {
  if (!isUtf8(body)) throw new TypeError('The body is not UTF-8');
};
