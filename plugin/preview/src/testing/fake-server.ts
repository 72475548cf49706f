import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** What a server says to a request; JSON unless it is text. */
export interface Said {
  readonly status?: number;
  readonly type?: string;
  readonly body: unknown;
}

/** A key and the certificate for it, in PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A server that says what a test has it say. */
export interface FakeServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Says 404 where nothing is said. */
const UNKNOWN: Said = { status: 404, type: 'application/problem+json', body: problem(404, 'not_found') };

/** Problem details, as the chat service writes them. */
export function problem(status: number, code: string): object {
  return { type: `urn:chatwatch:error:${code}`, title: code, status, detail: code, code, requestId: 'a-request' };
}

/**
 * Starts one on a free port of this machine.
 * @param say is given the path without its query, and the form where one was sent
 * @param certificate makes it speak HTTPS
 */
export async function startFake(
  say: (path: string, form: URLSearchParams) => Said | undefined,
  certificate?: Certificate,
): Promise<FakeServer> {
  const answer: RequestListener = (request, response) => {
    void textOf(request).then((text) => {
      const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
      const { status = 200, type = 'application/json', body } = say(path, new URLSearchParams(text)) ?? UNKNOWN;
      response.writeHead(status, { 'content-type': type });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  };
  const server = certificate ? createTlsServer(certificate, answer) : createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // as it listens on a port
  return {
    url: `${certificate ? 'https' : 'http'}://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part as string; // with an encoding it gives strings
  return text;
}
