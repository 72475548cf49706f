import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { rawFrame } from './raw-frame.js';

/** What comes from a server: never masked. */
interface ServerFrame {
  readonly opcode: number;
  readonly payload: Buffer;
}

const UPGRADE =
  'GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n';

/** A WebSocket of which a test writes every byte. Nothing is answered by itself, neither pings nor a close. */
export class RawWebSocket {
  readonly #socket: Socket;
  #bytes = Buffer.alloc(0);
  #wake: (() => void) | undefined;
  #isClosed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (part: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, part]);
      this.#wake?.();
    });
    socket.on('close', () => {
      this.#isClosed = true;
      this.#wake?.();
    });
    // A server may cut off who goes on after a fault.
    socket.on('error', () => undefined);
  }

  /** @throws where the server refuses the upgrade */
  static async open(url: string): Promise<RawWebSocket> {
    const { hostname, port } = new URL(url);
    const raw = connect(Number(port), hostname);
    await once(raw, 'connect');
    // A test that fails in the middle leaves it open, and must not hang on it.
    raw.unref();
    const socket = new RawWebSocket(raw);
    raw.write(UPGRADE);
    const head = await socket.#take((bytes) => {
      const end = bytes.indexOf('\r\n\r\n');
      return end < 0 ? undefined : { size: end + 4, value: bytes.subarray(0, end).toString() };
    });
    if (!head?.startsWith('HTTP/1.1 101 ')) throw new Error(`the upgrade was refused: ${String(head)}`);
    return socket;
  }

  /** Opens and signs in. */
  static async ready(url: string, token: string): Promise<RawWebSocket> {
    const socket = await RawWebSocket.open(url);
    socket.sendJson({ type: 'hello', protocol: 1, token });
    const frame = await socket.next();
    if (frame?.payload.includes('"ready"') !== true) throw new Error('hello was not answered by ready');
    return socket;
  }

  get isOpen(): boolean {
    return !this.#isClosed;
  }

  write(bytes: Buffer): void {
    if (!this.#isClosed) this.#socket.write(bytes);
  }

  sendJson(frame: object): void {
    this.write(rawFrame({ payload: JSON.stringify(frame) }));
  }

  /** The next frame of the server; undefined when the connection ended. */
  next(): Promise<ServerFrame | undefined> {
    return this.#take((bytes) => {
      const frame = frameIn(bytes);
      return frame && { size: frame.size, value: frame };
    });
  }

  /** The code that the server closed with; 1005 for a close frame without one, 1006 for an end without a close frame. */
  async closeCode(): Promise<number> {
    for (;;) {
      const frame = await this.next();
      if (!frame) return 1006;
      if (frame.opcode === 8) return frame.payload.length >= 2 ? frame.payload.readUInt16BE() : 1005;
    }
  }

  /** Sends no more, and reads what still comes. */
  end(): void {
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  async #take<Value>(read: (bytes: Buffer) => { size: number; value: Value } | undefined): Promise<Value | undefined> {
    for (;;) {
      const found = read(this.#bytes);
      if (found) {
        this.#bytes = this.#bytes.subarray(found.size);
        return found.value;
      }
      if (this.#isClosed) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

const frameIn = (bytes: Buffer): (ServerFrame & { size: number }) | undefined => {
  if (bytes.length < 2) return undefined;
  const opcode = bytes.readUInt8(0) & 0x0f;
  const told = bytes.readUInt8(1);
  const start = told < 126 ? 2 : told === 126 ? 4 : 10;
  if (bytes.length < start) return undefined;
  const length = told < 126 ? told : told === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const size = start + length;
  return bytes.length < size ? undefined : { opcode, payload: bytes.subarray(start, size), size };
};
