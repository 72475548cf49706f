import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { ErrorCode, type ProblemDetails } from '@chatwatch/client';
import { newId } from '../chat/ids.js';

const WEBSOCKET_PATH = '/ws';

/** Why an upgrade is refused; undefined where it may go on. */
export interface UpgradeRefusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly retryAfterSeconds?: number;
}

/** Decides on an upgrade request before anything is allocated for it. */
export const judgeUpgrade = (
  request: IncomingMessage,
  options: { publicOrigins: readonly string[]; isDraining: boolean },
): UpgradeRefusal | undefined => {
  const path = request.url?.split('?', 1)[0];
  if (path !== WEBSOCKET_PATH) return { status: 404, code: ErrorCode.NotFound, detail: 'WebSockets are at /ws' };
  if (options.isDraining) {
    return { status: 503, code: ErrorCode.Unavailable, detail: 'The server is shutting down, try another' };
  }
  if (!isOriginAllowed(request, options.publicOrigins)) {
    return { status: 403, code: ErrorCode.Forbidden, detail: 'This origin may not open a WebSocket here' };
  }
  return undefined;
};

/** No `Origin` means no browser: the token decides. A browser's must be our own or a listed one, to the letter. */
const isOriginAllowed = (request: IncomingMessage, publicOrigins: readonly string[]): boolean => {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (publicOrigins.includes(origin)) return true;
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
};

/** Answers with problem details over the raw socket, as there is no response object for an upgrade. */
export const refuseUpgrade = (socket: Duplex, refusal: UpgradeRefusal): void => {
  const { retryAfterSeconds, ...told } = refusal;
  const requestId = newId();
  const title = STATUS_CODES[refusal.status] ?? 'Error';
  const problem: ProblemDetails = { type: `urn:chatwatch:error:${refusal.code}`, title, requestId, ...told };
  const body = JSON.stringify(problem);
  const retryAfter = retryAfterSeconds === undefined ? '' : `Retry-After: ${retryAfterSeconds}\r\n`;
  socket.end(
    `HTTP/1.1 ${refusal.status} ${title}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n` +
      `X-Request-Id: ${requestId}\r\n${retryAfter}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
};
