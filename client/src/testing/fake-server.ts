import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ClientFrame, HelloFrame, ReadyFrame, ServerFrame } from '../protocol/frames.js';
import { LIMITS } from './factories.js';
import { Queue } from './queue.js';

type FrameOf<Type extends ClientFrame['type']> = Extract<ClientFrame, { type: Type }>;

/** A WebSocket server on loopback that says what a test tells it to, for the edges of the protocol. */
export class FakeServer {
  readonly #server: WebSocketServer;
  readonly #peers = new Queue<FakePeer>();

  private constructor(server: WebSocketServer) {
    this.#server = server;
    server.on('connection', (socket) => {
      this.#peers.push(new FakePeer(socket));
    });
  }

  static async start(): Promise<FakeServer> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    return new FakeServer(server);
  }

  get url(): string {
    // A server that listens on TCP has an address of this kind.
    const { port } = this.#server.address() as AddressInfo;
    return `ws://127.0.0.1:${port}/ws`;
  }

  /** The next connection, before its hello. */
  connection(): Promise<FakePeer> {
    return this.#peers.next();
  }

  /** The next connection, its hello answered. */
  async accepted(ready: Partial<ReadyFrame> = {}): Promise<FakePeer> {
    const peer = await this.connection();
    await peer.accept(ready);
    return peer;
  }

  async close(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** The server's side of one connection. Answers pings unless told not to. */
export class FakePeer {
  answersPings = true;
  readonly #socket: WebSocket;
  readonly #frames = new Queue<ClientFrame>();
  readonly closed: Promise<unknown>;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    this.closed = once(socket, 'close');
    socket.on('message', (data: Buffer) => {
      // The client under test speaks the protocol; a test that it does not would see it in its own expectation.
      this.#received(JSON.parse(data.toString()) as ClientFrame);
    });
  }

  /** The next frame but pings; throws when it is of another type. */
  async next<Type extends ClientFrame['type']>(type: Type): Promise<FrameOf<Type>> {
    const frame = await this.#frames.next();
    if (frame.type !== type) throw new Error(`expected ${type}, got ${JSON.stringify(frame)}`);
    // The line above compared the type.
    return frame as FrameOf<Type>;
  }

  async accept(ready: Partial<ReadyFrame> = {}): Promise<HelloFrame> {
    const hello = await this.next('hello');
    const serverTime = new Date().toISOString();
    const heartbeatMs = 25_000;
    this.send({ type: 'ready', userId: 'u1', connectionId: 'k1', serverTime, heartbeatMs, limits: LIMITS, ...ready });
    return hello;
  }

  /** Answers the next subscribe, by default as one that missed nothing. */
  async subscribed(
    answer: { head?: number; recovered?: boolean; missed?: number } = {},
  ): Promise<FrameOf<'subscribe'>> {
    const frame = await this.next('subscribe');
    const { id, channelId, afterSeq = 0 } = frame;
    this.send({ type: 'subscribed', id, channelId, head: afterSeq, recovered: true, missed: 0, ...answer });
    return frame;
  }

  /** Acknowledges the next send. */
  async acknowledge(seq: number, duplicate = false): Promise<FrameOf<'send'>> {
    const frame = await this.next('send');
    const { id, channelId, clientId } = frame;
    this.send({ type: 'ack', id, channelId, clientId, seq, createdAt: new Date().toISOString(), duplicate });
    return frame;
  }

  send(...frames: ServerFrame[]): void {
    for (const frame of frames) this.#socket.send(JSON.stringify(frame));
  }

  sendText(text: string): void {
    this.#socket.send(text);
  }

  close(code: number, reason = ''): void {
    this.#socket.close(code, reason);
  }

  /** Goes away without a word. */
  terminate(): void {
    this.#socket.terminate();
  }

  #received(frame: ClientFrame): void {
    if (frame.type !== 'ping') this.#frames.push(frame);
    else if (this.answersPings) this.send({ type: 'pong', t: frame.t, serverTime: new Date().toISOString() });
  }
}
