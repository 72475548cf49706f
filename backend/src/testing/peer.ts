import { once } from 'node:events';
import type { ClientFrame, ServerFrame } from '@chatwatch/client';
import { WebSocket, type ClientOptions } from 'ws';

type FrameOf<Type extends ServerFrame['type']> = Extract<ServerFrame, { type: Type }>;

/** A client without any cleverness: it sends what a test says and keeps what comes, in order. */
export class Peer {
  readonly socket: WebSocket;
  #frames: ServerFrame[] = [];
  #taken = 0;
  readonly #closed: Promise<{ code: number; reason: string }>;
  #wake: (() => void) | undefined;
  #isClosed = false;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => {
      // The server under test speaks the protocol; what a frame holds is what tests check.
      this.#frames.push(JSON.parse(data.toString()) as ServerFrame);
      this.#wake?.();
    });
    this.#closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => {
        this.#isClosed = true;
        this.#wake?.();
        resolve({ code, reason: reason.toString() });
      });
    });
    socket.on('error', () => undefined);
  }

  /** Opens the socket; no hello yet. */
  static async open(url: string, options: ClientOptions = {}): Promise<Peer> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, options);
    const peer = new Peer(socket);
    await once(socket, 'open');
    return peer;
  }

  /** Opens the socket and signs in. */
  static async ready(url: string, token: string): Promise<Peer> {
    const peer = await Peer.open(url);
    peer.send({ type: 'hello', protocol: 1, token });
    await peer.next('ready');
    return peer;
  }

  send(frame: ClientFrame): void {
    this.socket.send(JSON.stringify(frame));
  }

  /** The next frame of a type, past others that came before it. */
  async next<Type extends ServerFrame['type']>(type: Type): Promise<FrameOf<Type>> {
    for (;;) {
      const frame = await this.nextOfAny();
      if (frame.type === type) return frame as FrameOf<Type>;
    }
  }

  /** The next frame of any type but `presence`: who comes and goes is told at times of its own. */
  async nextFrame(): Promise<ServerFrame> {
    for (;;) {
      const frame = await this.nextOfAny();
      if (frame.type !== 'presence') return frame;
    }
  }

  /** The next frame, whatever it is. */
  async nextOfAny(): Promise<ServerFrame> {
    for (;;) {
      const frame = this.#frames[this.#taken];
      if (frame) {
        this.#taken += 1;
        return frame;
      }
      this.#frames = [];
      this.#taken = 0;
      if (this.#isClosed) throw new Error('the connection closed before the frame came');
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** The next `count` frames that are entries of a log. */
  async entries(count: number): Promise<number[]> {
    const numbers: number[] = [];
    while (numbers.length < count) {
      const frame = await this.nextFrame();
      if (frame.type === 'message' || frame.type === 'message_updated' || frame.type === 'message_deleted') {
        numbers.push(frame.seq);
      }
    }
    return numbers;
  }

  closed(): Promise<{ code: number; reason: string }> {
    return this.#closed;
  }

  end(): void {
    this.socket.terminate();
  }
}
