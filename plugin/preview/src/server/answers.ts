import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers with JSON; a message alone is what Grafana answers where something is wrong. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

const MOST_BODY_BYTES = 256 * 1024;

/** The JSON of a request; undefined when it is none or too long. */
export async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  for await (const part of request) {
    // A request without an encoding gives buffers.
    const bytes = part as Buffer;
    sizeBytes += bytes.length;
    if (sizeBytes > MOST_BODY_BYTES) return undefined;
    parts.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
