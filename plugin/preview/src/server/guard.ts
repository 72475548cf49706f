import type { IncomingMessage } from 'node:http';

const OWN_NAMES = new Set(['127.0.0.1', 'localhost']);

/**
 * Whether a request came for another host's name. A page of the internet may have its name resolve to this machine and
 * would be of the same origin then; it cannot change the name that its requests carry.
 */
export function isForeign({ headers, socket }: IncomingMessage): boolean {
  const [, name = '', port = ''] = /^(.+):(\d+)$/.exec(headers.host ?? '') ?? [];
  return !OWN_NAMES.has(name) || Number(port) !== socket.localPort;
}

/**
 * Whether a request that does something, or opens a connection, comes from a page of this server. Browsers say where
 * such a request comes from; a page cannot keep them from it.
 */
export function isFromOwnPage({ headers }: IncomingMessage): boolean {
  return headers.origin === `http://${headers.host ?? ''}`;
}

/** Whether a request for data was made by a page of another origin. Links and addresses typed in are nobody's. */
export function isFromOtherPage(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  return request.headers.origin !== undefined && !isFromOwnPage(request);
}
