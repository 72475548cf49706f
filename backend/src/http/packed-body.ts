import { Buffer, isUtf8 } from 'node:buffer';
import { ErrorCode } from '@chatwatch/client';
import type { Request } from 'express';
import { Inflater, isPackedEncoding, type PackedEncoding } from '../content/inflater.js';
import { badRequest, ChatError } from '../errors.js';

const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]+)/i;

/** The coding of a request's body, undefined where it comes as it is. @throws {ChatError} `unsupported_media_type` */
export const packedEncodingOf = ({ headers }: Request): PackedEncoding | undefined => {
  const name = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (name === 'identity' || name === '') return undefined;
  if (!isPackedEncoding(name)) throw unsupported();
  return name;
};

/**
 * Reads JSON that comes compressed: whole first, as it is small, and then unpacked in turn with others.
 * @param limitBytes of what comes and of what it unpacks to
 */
export const packedJsonReader = (
  limitBytes: number,
): ((request: Request, encoding: PackedEncoding) => Promise<unknown>) => {
  const inflater = new Inflater();
  return async (request, encoding) => {
    const charset = CHARSET.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
    if (!/^utf-?8$/i.test(charset)) throw unsupported();
    const packed = await readAll(request, limitBytes);
    const bytes = await inflater.unpack(encoding, packed, limitBytes).catch((error: unknown) => {
      throw isTooLarge(error) ? tooLarge() : unreadable();
    });
    return parse(bytes);
  };
};

const readAll = async (request: Request, limitBytes: number): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  // Without destroying it, or the refusal of a body that is too large could not be sent.
  const iterator = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>; // no encoding is set
  try {
    for await (const part of iterator) {
      sizeBytes += part.length;
      if (sizeBytes > limitBytes) throw tooLarge();
      parts.push(part);
    }
  } catch (error) {
    // The rest is thrown away: left unread it would stop the connection.
    request.resume();
    throw error instanceof ChatError ? error : unreadable();
  }
  return Buffer.concat(parts);
};

const parse = (bytes: Buffer): unknown => {
  try {
    const value: unknown = isUtf8(bytes) ? JSON.parse(bytes.toString()) : undefined;
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Said below: what the parser says may quote the body.
  }
  throw unreadable();
};

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

const tooLarge = (): ChatError => new ChatError(ErrorCode.TooLarge, 'The body is too large');

const unsupported = (): ChatError =>
  new ChatError(ErrorCode.UnsupportedMediaType, 'The encoding or the character set of the body is unknown');

const unreadable = (): ChatError =>
  badRequest('The request cannot be read: its body is not compressed as it says, or not JSON in UTF-8');
