import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { badRequest } from '../../errors.js';
import type { ByteRange } from '../../storage/files/file-store.js';
import type { FileRecord } from '../../storage/store.js';
import { mayContinue, namesTag } from '../entity-tag.js';
import { PROBLEM_TYPE, problemOf } from '../problem.js';
import { requestIdOf } from '../request-id.js';
import { parseRange } from './byte-range.js';
import { attachment } from './content-disposition.js';

/** A reader who takes nothing for this long is cut off: he holds a file open. */
const STALLED_MS = 60_000;

/** Where the bytes of an answer come from. */
interface FileSource {
  /** Opens the bytes; it is not called for `HEAD`. */
  readonly read: (range: ByteRange) => Promise<Readable>;
  /** Tells when the reader may have them no more. Returns a function that ends the watch. */
  readonly watch: (onEnd: () => void) => () => void;
}

/**
 * Answers with a file, a part of it, or that it has not changed. The caller has checked that it may be read, in the turn
 * of this answer; when it may be read no more, what is still to be sent is not.
 * @throws what `read` rejects with, and the failure of a read, but not that the reader has left or was cut off
 */
export async function sendFile(
  request: Request,
  response: Response,
  file: FileRecord,
  { read, watch }: FileSource,
): Promise<void> {
  // An id stands for one content for ever, and one has to know it to get here.
  const tag = `"${file.id}"`;
  if (namesTag(request.headers['if-none-match'], tag)) {
    response.status(304).set(cachingOf(tag)).end();
    return;
  }
  const mayRange = request.method === 'GET' && mayContinue(request.get('if-range'), tag);
  const range = mayRange ? parseRange(request.headers.range, file.sizeBytes) : undefined;
  if (range === 'unsatisfiable') {
    refuseRange(response, file.sizeBytes);
    return;
  }
  const { start, end } = range ?? { start: 0, end: file.sizeBytes - 1 };
  const bytes = request.method === 'GET' ? await read({ start, end }) : undefined;
  response.status(range ? 206 : 200).set({ ...cachingOf(tag), ...headersOf(file) });
  response.setHeader('Content-Length', end - start + 1);
  if (range) response.setHeader('Content-Range', `bytes ${start}-${end}/${file.sizeBytes}`);
  if (bytes) await stream(bytes, response, watch);
  else response.end();
}

/**
 * Of requests that a reader sends at once, without waiting for answers, one has a file open at a time, and his right to it
 * is checked when its turn has come. Node tells an answer that waits for its turn nothing of the end of its connection, so
 * the file would stay open for ever.
 */
export async function untilItsTurn(response: Response): Promise<void> {
  if (response.socket === null && !response.destroyed) await once(response, 'socket');
}

/** No cache on the way keeps it, and one's own asks each time, so that a right that has gone is gone. */
const cachingOf = (tag: string): Record<string, string> => ({ ETag: tag, 'Cache-Control': 'private, no-cache' });

/** Nothing here is ever run, framed, or taken for another type than it says. */
const headersOf = (file: FileRecord): Record<string, string> => ({
  'Content-Type': file.type === 'text/plain' ? 'text/plain; charset=utf-8' : file.type,
  'Content-Disposition': attachment(file.name),
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Accept-Ranges': 'bytes',
});

function refuseRange(response: Response, sizeBytes: number): void {
  const problem = problemOf(badRequest('The range lies outside the file'), requestIdOf(response), 416);
  response.status(416).set({ 'Content-Range': `bytes */${sizeBytes}`, 'Cache-Control': 'no-store' });
  response.type(PROBLEM_TYPE).send(JSON.stringify(problem));
}

async function stream(bytes: Readable, response: Response, watch: FileSource['watch']): Promise<void> {
  response.setTimeout(STALLED_MS, () => {
    response.destroy();
  });
  // With a reset, as what the system has taken to send would still be sent.
  const unwatch = watch(() => response.socket?.resetAndDestroy());
  try {
    await pipeline(bytes, response);
  } catch (error) {
    if (!hasLeft(error)) throw error;
  } finally {
    unwatch();
  }
}

const hasLeft = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE'; // a pipeline rejects with errors alone
