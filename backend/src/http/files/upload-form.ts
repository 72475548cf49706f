import type { IncomingMessage } from 'node:http';
import { ErrorCode } from '@chatwatch/client';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { badRequest, ChatError } from '../../errors.js';
import type { SentFile } from '../../files/files.js';

/** The field that the file comes in. */
const FIELD = 'file';

/** Boundaries, headers and fields of a form beside its file. */
const FORM_BYTES = 64 * 1024;

/** Every limit is set, as those of the parser are infinite or large unless given. */
const limitsOf = (maxBytes: number) => ({
  fileSize: maxBytes,
  files: 1,
  fields: 4,
  fieldSize: 1_024,
  fieldNameSize: 100,
  parts: 5,
  headerPairs: 16,
  headerSize: 8 * 1024,
});

/**
 * Reads a form with one file and hands the file on as a stream, which ends well only when all of the form was well:
 * one file in the field `file`, within its limits, up to the closing boundary. Other fields are ignored.
 * @param take what is done with the file; when it rejects, what is left of the request is discarded
 * @throws {ChatError} `unsupported_media_type`, `too_large`, `bad_request`; what `take` rejects with
 */
export async function readUploadForm<Result>(
  request: IncomingMessage,
  maxBytes: number,
  take: (file: SentFile) => Promise<Result>,
): Promise<Result> {
  const form = openForm(request, maxBytes);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + FORM_BYTES) throw tooLarge(maxBytes);
  if (request.destroyed) throw malformed();
  const file = fileOf(request, form, maxBytes);
  try {
    request.pipe(form);
    return await take(await file);
  } finally {
    request.unpipe(form);
    form.destroy();
    // The answer arrives only where the rest of the request is read; the server's request timeout bounds it.
    request.resume();
  }
}

function openForm(request: IncomingMessage, maxBytes: number): BusboyInstance {
  const type = request.headers['content-type'] ?? '';
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (!/^multipart\/form-data\s*(;|$)/i.test(type) || encoding.toLowerCase() !== 'identity') {
    throw new ChatError(ErrorCode.UnsupportedMediaType, 'The body must be multipart/form-data, not compressed');
  }
  try {
    return new Busboy({ headers: { ...request.headers, 'content-type': type }, limits: limitsOf(maxBytes) });
  } catch (error) {
    throw malformed(error);
  }
}

/** The form's file, once its headers have come. */
function fileOf(request: IncomingMessage, form: BusboyInstance, maxBytes: number): Promise<SentFile> {
  const whole = untilWhole(request, form, maxBytes);
  return new Promise((resolve, reject) => {
    form.once('file', (field: string | undefined, stream, name) => {
      // Heard by whoever reads the stream; nobody may be reading any more.
      stream.on('error', () => undefined);
      stream.once('limit', () => stream.destroy(tooLarge(maxBytes)));
      whole.catch((error: unknown) => stream.destroy(error instanceof Error ? error : undefined));
      if (field === FIELD) resolve({ name, bytes: bytesOf(stream, whole) });
      else reject(noFile());
    });
    whole.then(() => {
      reject(noFile());
    }, reject);
  });
}

/** Resolves at the closing boundary, rejects with the first thing that is wrong. */
const untilWhole = (request: IncomingMessage, form: BusboyInstance, maxBytes: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const refuse = (reason: string) => () => {
      reject(badRequest(reason));
    };
    form.once('finish', resolve);
    form.once('filesLimit', refuse('The form has more than one file'));
    form.once('fieldsLimit', refuse('The form has too many fields'));
    form.once('partsLimit', refuse('The form has too many parts'));
    form.on('error', (error) => {
      reject(malformed(error));
    });
    let sizeBytes = 0;
    request.on('data', (part: Buffer) => {
      sizeBytes += part.length;
      if (sizeBytes > maxBytes + FORM_BYTES) reject(tooLarge(maxBytes));
    });
    request.once('close', () => {
      if (!request.complete) reject(malformed());
    });
  });

async function* bytesOf(stream: BusboyFileStream, whole: Promise<void>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream as AsyncIterable<Buffer>; // made without an encoding, so it gives buffers
  } catch (error) {
    throw error instanceof ChatError ? error : malformed(error);
  }
  await whole;
}

const tooLarge = (maxBytes: number): ChatError =>
  new ChatError(ErrorCode.TooLarge, `The file is larger than ${maxBytes} bytes`);

const noFile = (): ChatError =>
  badRequest('The form has no file in the field "file"', [{ path: FIELD, message: 'is missing' }]);

/** Also where the sender has left: then nobody reads it. */
const malformed = (cause?: unknown): ChatError =>
  new ChatError(ErrorCode.BadRequest, 'The form is malformed, or ended before its closing boundary', { cause });
