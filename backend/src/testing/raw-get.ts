import type { Buffer } from 'node:buffer';
import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { IncomingHttpHeaders } from 'node:http';

/** An answer as it came, without anything unpacked. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as they were sent. */
  readonly rawHeaders: readonly string[];
  readonly bytes: Buffer;
}

/** Asks without any header that is not given: fetch adds its own and unpacks what comes. */
export const rawGet = (url: string, headers: Record<string, string>, method = 'GET'): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      buffer(response).then((bytes) => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          rawHeaders: response.rawHeaders,
          bytes,
        });
      }, reject);
    });
    sent.on('error', reject);
    sent.end();
  });
