import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { BenchError } from '../../errors.js';
import { connectMany } from './connect-many.js';

const request = Buffer.from('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
const readBuffer = Buffer.allocUnsafe(64 * 1024);
const HEADERS_END = '\r\n\r\n';

/** One keep-alive connection; every answer is as long as the first one, so only bytes are counted. */
class HttpConnection {
  onAnswer: () => void = () => undefined;
  readonly #socket: Socket;
  #answerBytes: number | undefined;
  #readBytes = 0;

  constructor(port: number) {
    const callback = (sizeBytes: number, buffer: Uint8Array): boolean => {
      this.#readBytes += sizeBytes;
      // It is the buffer given below, which is one of Node's.
      this.#answerBytes ??= lengthOfAnswer((buffer as Buffer).toString('latin1', 0, sizeBytes));
      if (this.#readBytes < this.#answerBytes) return true;
      this.#readBytes -= this.#answerBytes;
      this.onAnswer();
      return true;
    };
    this.#socket = connect({ port, host: '127.0.0.1', onread: { buffer: readBuffer, callback } });
    this.#socket.setNoDelay(true);
  }

  static async open(port: number): Promise<HttpConnection> {
    const connection = new HttpConnection(port);
    await once(connection.#socket, 'connect');
    return connection;
  }

  ask(): void {
    this.#socket.write(request);
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

  static async open(port: number, connections: number): Promise<HttpLoad> {
    return new HttpLoad(await connectMany(connections, () => HttpConnection.open(port)));
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

/** The first answer arrives whole, as it is far smaller than a segment. */
function lengthOfAnswer(answer: string): number {
  const headersEnd = answer.indexOf(HEADERS_END);
  const contentBytes = /\r\ncontent-length: (\d+)/i.exec(answer)?.[1];
  if (headersEnd < 0 || contentBytes === undefined || !answer.startsWith('HTTP/1.1 200')) {
    throw new BenchError(`the server answered ${answer.slice(0, 200)}`);
  }
  return headersEnd + HEADERS_END.length + Number(contentBytes);
}
