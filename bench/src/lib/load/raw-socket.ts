import { Buffer } from 'node:buffer';
import { connect, type Socket } from 'node:net';
import { BenchError } from '../../errors.js';
import { FrameCounter } from './frame-counter.js';
import { decodeServerFrame, encodeClientFrame, pongFrame } from './frames.js';

/** All sockets read into this one buffer, each read is consumed before the next: nothing is allocated for reads. */
const readBuffer = Buffer.allocUnsafe(256 * 1024);

const HEADERS_END = '\r\n\r\n';

/** How long the other side may take for an answer while a load is set up. */
const ANSWER_MS = 30_000;

type Reader = (bytes: Buffer) => void;

/**
 * A WebSocket that costs its process as little as can be: no streams, no events, no texts. It talks in turns while it
 * is set up (`request`), and then only counts (`count`).
 */
export class RawSocket {
  /** Called once when the connection ends without `close` having been called. */
  onLost: (reason: BenchError) => void = () => undefined;
  readonly #socket: Socket;
  #unread = Buffer.alloc(0);
  readonly #keep: Reader = (bytes) => {
    this.#unread = Buffer.concat([this.#unread, bytes]);
  };
  #read = this.#keep;

  private constructor(port: number) {
    const callback = (sizeBytes: number, buffer: Uint8Array): boolean => {
      // It is the buffer given above, which is one of Node's.
      this.#read((buffer as Buffer).subarray(0, sizeBytes));
      return true;
    };
    this.#socket = connect({ port, host: '127.0.0.1', onread: { buffer: readBuffer, callback } });
    this.#socket.setNoDelay(true);
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', () => {
      this.onLost(new BenchError('the server ended a connection of the load'));
    });
    // Bytes go to the callback; the stream has to flow for its end to be noticed.
    this.#socket.resume();
  }

  /** Connects and upgrades. */
  static async open(port: number, path: string): Promise<RawSocket> {
    const socket = new RawSocket(port);
    socket.#socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    );
    const headers = await socket.#next('an upgrade', (unread) => {
      const end = unread.indexOf(HEADERS_END);
      return end < 0 ? undefined : { text: unread.toString('latin1', 0, end), sizeBytes: end + HEADERS_END.length };
    });
    if (!headers.startsWith('HTTP/1.1 101')) {
      socket.close();
      throw new BenchError(`the server refused an upgrade: ${headers.split('\r\n', 1).join('')}`);
    }
    return socket;
  }

  /** Sends a frame and waits for the next one that comes; only before `count`. */
  request(text: string): Promise<string> {
    this.send(text);
    return this.#next('an answer', decodeServerFrame);
  }

  send(text: string): void {
    this.#socket.write(encodeClientFrame(text));
  }

  /** What is sent in `work` goes out in one write. */
  batch(work: () => void): void {
    this.#socket.cork();
    work();
    this.#socket.uncork();
  }

  /**
   * From now on only counts what comes.
   * @param smallestBytes shorter texts are not counted
   * @param onTexts told how many texts a read completed, when it did
   */
  count(smallestBytes: number, onTexts: (count: number) => void): void {
    const counter = new FrameCounter(smallestBytes);
    this.#read = (bytes) => {
      const { texts, pings } = counter;
      counter.push(bytes);
      if (counter.pings > pings) this.#socket.write(pongFrame);
      if (counter.texts > texts) onTexts(counter.texts - texts);
    };
    this.#read(this.#unread);
    this.#unread = Buffer.alloc(0);
  }

  /** Takes nothing any more; that the other side cuts it off then shows nowhere. */
  stopReading(): void {
    this.onLost = () => undefined;
    this.#socket.pause();
  }

  close(): void {
    this.onLost = () => undefined;
    this.#socket.destroy();
  }

  /** Waits until `decode` finds something at the start of what was read, and takes it from there. */
  #next(what: string, decode: (unread: Buffer) => { text: string; sizeBytes: number } | undefined): Promise<string> {
    return new Promise((resolve, reject) => {
      const fail = (error: BenchError): void => {
        clearTimeout(timer);
        reject(error);
      };
      const timer = setTimeout(() => {
        fail(new BenchError(`the server did not send ${what} within ${ANSWER_MS / 1_000} s`));
      }, ANSWER_MS);
      this.onLost = fail;
      this.#read = (bytes) => {
        this.#keep(bytes);
        const found = decode(this.#unread);
        if (!found) return;
        clearTimeout(timer);
        this.onLost = () => undefined;
        this.#read = this.#keep;
        this.#unread = this.#unread.subarray(found.sizeBytes);
        resolve(found.text);
      };
      this.#read(Buffer.alloc(0));
    });
  }
}
