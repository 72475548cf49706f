import { PromqlError } from '../errors.js';
import type { Target } from './target.js';

/** What a target answered. */
export interface Exposition {
  readonly text: string;
  /** Milliseconds in one unit of its timestamps. */
  readonly timestampUnitMs: number;
}

const ACCEPT = 'text/plain;version=0.0.4;q=1,*/*;q=0.1';

/**
 * Asks a target for its samples.
 * @throws {PromqlError} `scrape_failed` when it does not answer in time, not with 200, or with too much
 */
export const fetchExposition = async (target: Target, closing: AbortSignal): Promise<Exposition> => {
  const timeout = AbortSignal.timeout(target.timeoutMs);
  try {
    const response = await fetch(target.url, {
      headers: { accept: ACCEPT, ...target.headers },
      // The header may carry a token, which is nobody else's.
      redirect: 'error',
      signal: AbortSignal.any([timeout, closing]),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new PromqlError('scrape_failed', `server returned HTTP status ${response.status} ${response.statusText}`);
    }
    const isOpenMetrics = response.headers.get('content-type')?.startsWith('application/openmetrics-text') === true;
    return { text: await limitedText(response, target.maxBytes), timestampUnitMs: isOpenMetrics ? 1000 : 1 };
  } catch (error) {
    if (error instanceof PromqlError) throw error;
    const reason = timeout.aborted ? `no answer within ${target.timeoutMs} ms` : reasonOf(error);
    throw new PromqlError('scrape_failed', reason, { cause: error });
  }
};

const limitedText = async (response: Response, maxBytes: number): Promise<string> => {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const part of response.body ?? []) {
    // As fetch gives it; the type of a stream in lib.dom leaves it open.
    const bytes = part as Uint8Array;
    sizeBytes += bytes.byteLength;
    if (sizeBytes > maxBytes) throw new PromqlError('scrape_failed', `more than ${maxBytes} bytes`);
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
};

// fetch tells what happened in the cause alone.
const reasonOf = (error: unknown): string => {
  // fetch and its streams reject with nothing but errors.
  const { message, cause } = error as Error & { cause?: Error & { code?: string } };
  return cause ? `${message}: ${cause.message === '' ? (cause.code ?? cause.name) : cause.message}` : message;
};
