import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { BenchError } from '../../errors.js';
import { connectMany } from './connect-many.js';

/** What is asked for, again and again; `/` without further headers where nothing else is said. */
export interface Question {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

const readBuffer = Buffer.allocUnsafe(64 * 1024);
const HEADERS_END = '\r\n\r\n';
const LAST_CHUNK = '0\r\n\r\n';

/** Stands for the length of an answer that comes in chunks: it is whole when the last one has come. */
const CHUNKED = 0;

/** One keep-alive connection; every answer is as long as the first one, so only bytes are counted. */
class HttpConnection {
  onAnswer: () => void = () => undefined;
  readonly #socket: Socket;
  readonly #request: Buffer;
  #answerBytes: number | undefined;
  #readBytes = 0;

  constructor(port: number, request: Buffer) {
    this.#request = request;
    const callback = (sizeBytes: number, buffer: Uint8Array): boolean => {
      this.#readBytes += sizeBytes;
      // It is the buffer given below, which is one of Node's.
      const bytes = buffer as Buffer;
      this.#answerBytes ??= lengthOfAnswer(bytes.toString('latin1', 0, sizeBytes));
      const isWhole =
        this.#answerBytes === CHUNKED
          ? bytes.toString('latin1', Math.max(0, sizeBytes - LAST_CHUNK.length), sizeBytes) === LAST_CHUNK
          : this.#readBytes >= this.#answerBytes;
      if (!isWhole) return true;
      this.#readBytes -= this.#answerBytes;
      this.onAnswer();
      return true;
    };
    this.#socket = connect({ port, host: '127.0.0.1', onread: { buffer: readBuffer, callback } });
    this.#socket.setNoDelay(true);
  }

  static async open(port: number, request: Buffer): Promise<HttpConnection> {
    const connection = new HttpConnection(port, request);
    await once(connection.#socket, 'connect');
    return connection;
  }

  ask(): void {
    this.#socket.write(this.#request);
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** A closed loop of requests for one page, with as little work a request as can be. */
export class HttpLoad {
  readonly #connections: readonly HttpConnection[];

  private constructor(connections: readonly HttpConnection[]) {
    this.#connections = connections;
  }

  static async open(
    port: number,
    connections: number,
    question: Question = { path: '/', headers: {} },
  ): Promise<HttpLoad> {
    const request = requestOf(question);
    return new HttpLoad(await connectMany(connections, () => HttpConnection.open(port, request)));
  }

  /** Resolves when so many requests have been answered. */
  run(requests: number): Promise<void> {
    return new Promise((resolve) => {
      let toAsk = requests;
      let toAnswer = requests;
      for (const connection of this.#connections) {
        connection.onAnswer = () => {
          if (--toAnswer === 0) resolve();
          if (toAsk-- > 0) connection.ask();
        };
      }
      for (const connection of this.#connections) if (toAsk-- > 0) connection.ask();
    });
  }

  close(): void {
    for (const connection of this.#connections) connection.close();
  }
}

function requestOf({ path, headers }: Question): Buffer {
  const lines = Object.entries({ Host: '127.0.0.1', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
}

/** The first answer arrives whole, as it is far smaller than a segment. */
function lengthOfAnswer(answer: string): number {
  const headersEnd = answer.indexOf(HEADERS_END);
  if (/^HTTP\/1.1 200[^]*\r\ntransfer-encoding: chunked\r\n/i.test(answer)) return CHUNKED;
  const contentBytes = /\r\ncontent-length: (\d+)/i.exec(answer)?.[1];
  if (headersEnd < 0 || contentBytes === undefined || !answer.startsWith('HTTP/1.1 200')) {
    throw new BenchError(`the server answered ${answer.slice(0, 200)}`);
  }
  return headersEnd + HEADERS_END.length + Number(contentBytes);
}
