import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, ErrorCode } from '@chatwatch/client';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { badRequest, ChatError, unauthorized } from '../errors.js';
import { addressOf } from '../http/address.js';
import { bearerTokenOf } from '../http/bearer.js';
import type { RateLimits } from '../limits/rate-limits.js';
import { ChatSocket } from './chat-socket.js';
import { clientFrames, FRAME_BYTES, type FrameType, parseFrame } from './client-frames.js';
import { isFrameOver, takeRequest, tooManyFrames } from './frame-limit.js';
import { handlers } from './handlers.js';
import { hello, type HelloParts } from './hello.js';
import { hold, release } from './in-flight.js';
import { refuse } from './request.js';
import { type RightsParts, startRightsCheck } from './rights.js';
import { SocketCounts } from './socket-counts.js';
import { startSweep } from './sweep.js';
import { admitTicketFrame } from './ticket-frames.js';
import { judgeUpgrade, refuseUpgrade } from './upgrade.js';

/** A frame past `FRAME_BYTES` is refused with a code of ours; past this it is not even read (1009). */
const PAYLOAD_BYTES = 4 * FRAME_BYTES;

const HELLO_MS = 5_000;

/** Most parts of a fragmented frame: many tiny ones cost far more memory than their bytes. */
const FRAGMENTS = 64;

export interface GatewayParts extends HelloParts, RightsParts {
  readonly publicOrigins: readonly string[];
  readonly limits: RateLimits;
}

/** The WebSocket side of the service: takes connections in and hands their frames to the handlers, in order. */
export class Gateway {
  readonly server = new WebSocketServer<typeof ChatSocket>({
    noServer: true,
    WebSocket: ChatSocket,
    clientTracking: true,
    perMessageDeflate: false,
    maxPayload: PAYLOAD_BYTES,
    maxFragments: FRAGMENTS,
  });
  readonly #parts: GatewayParts;
  readonly #counts: SocketCounts;
  readonly #stopSweep: () => void;
  readonly #stopRightsCheck: () => void;
  #isDraining = false;

  /** No new connections are taken any more. */
  get isDraining(): boolean {
    return this.#isDraining;
  }

  constructor(parts: GatewayParts) {
    this.#parts = parts;
    this.#counts = new SocketCounts(parts.limitsConfig);
    this.#stopSweep = startSweep(this.server.clients, parts.heartbeatMs);
    this.#stopRightsCheck = startRightsCheck(this.server.clients, parts);
  }

  /** Takes upgrade requests of the HTTP server. */
  attach(server: Server): void {
    server.on('upgrade', (request, socket, head) => {
      // Without a listener a reset between here and the handshake would end the process.
      socket.on('error', () => socket.destroy());
      const { publicOrigins } = this.#parts;
      const address = addressOf(request);
      const refusal =
        judgeUpgrade(request, { publicOrigins, isDraining: this.#isDraining }) ?? this.#counts.judge(address);
      if (refusal) refuseUpgrade(socket, refusal);
      else this.#upgrade(request, socket, head, address);
    });
  }

  /**
   * Tells every client to come back elsewhere, lets requests under way finish, then closes.
   * @param options.spreadMs reconnects are told to spread over this long
   * @param options.deadlineMs longest wait for requests under way
   */
  async drain(options: { spreadMs: number; deadlineMs: number }): Promise<void> {
    this.#isDraining = true;
    for (const socket of this.server.clients) {
      const reconnectAfterMs = Math.round(Math.random() * options.spreadMs);
      socket.sendNow({ type: 'draining', reconnectAfterMs });
    }
    await this.#settled(performance.now() + options.deadlineMs);
    const closed = [...this.server.clients].map((socket) => {
      const isClosed = new Promise<void>((resolve) => socket.once('close', resolve));
      socket.end(CloseCode.ShuttingDown, 'the server is shutting down');
      return isClosed;
    });
    await Promise.all(closed);
  }

  /** Cuts what is still open. */
  close(): void {
    this.#isDraining = true;
    this.#stopSweep();
    this.#stopRightsCheck();
    for (const socket of this.server.clients) socket.terminate();
    this.server.close();
  }

  #upgrade(request: IncomingMessage, raw: Duplex, head: Buffer, address: string): void {
    const upgradeToken = bearerTokenOf(request);
    this.server.handleUpgrade(request, raw, head, (socket) => {
      socket.raw = raw;
      socket.upgradeToken = upgradeToken;
      this.#counts.came(socket, address);
      socket.dueAt = performance.now() + HELLO_MS;
      socket.on('message', this.#onMessage);
      socket.on('pong', onPong);
      socket.on('close', this.#onClose);
      // Faults of the peer's framing: the library closes with the standard's code, there is nothing to add.
      socket.on('error', ignore);
      this.server.emit('connection', socket, request);
    });
  }

  // One function for all connections, told apart by `this`: a closure for each would be paid 5,000 times.
  readonly #onMessage = ((gateway) =>
    function (this: WebSocket, data: RawData, isBinary: boolean) {
      // The default binaryType makes every message one Buffer.
      if (this instanceof ChatSocket) gateway.#take(this, data as Buffer, isBinary);
    })(this);

  readonly #onClose = ((gateway) =>
    function (this: WebSocket) {
      if (this instanceof ChatSocket) gateway.#leave(this);
    })(this);

  #leave(socket: ChatSocket): void {
    this.#parts.presence.disconnected(socket);
    this.#parts.rooms.leaveAll(socket);
    this.#counts.left(socket);
  }

  #take(socket: ChatSocket, data: Buffer, isBinary: boolean): void {
    if (!socket.isWritable) return;
    if (isBinary) {
      socket.end(CloseCode.ProtocolError, 'binary frames are not spoken here');
      return;
    }
    if (data.length > FRAME_BYTES) {
      socket.end(CloseCode.FrameTooLarge, `a frame holds at most ${FRAME_BYTES} bytes`);
      return;
    }
    const frame = parseObject(data);
    if (!frame) {
      socket.end(CloseCode.ProtocolError, 'a frame is one JSON object');
      return;
    }
    const { limitsConfig } = this.#parts;
    if (limitsConfig && isFrameOver(socket, limitsConfig)) {
      refuse(this.#parts, socket, frame, tooManyFrames(limitsConfig));
      return;
    }
    this.#takeInOrder(socket, frame);
  }

  #takeInOrder(socket: ChatSocket, frame: Record<string, unknown>): void {
    if (!socket.tail) {
      const more = this.#handle(socket, frame);
      if (more) setTail(socket, more);
      return;
    }
    hold(socket);
    const next = socket.tail.then(() => {
      release(socket);
      return this.#handle(socket, frame);
    });
    setTail(socket, next);
  }

  /** Never throws or rejects: what fails is answered. */
  #handle(socket: ChatSocket, frame: Record<string, unknown>): void | Promise<void> {
    try {
      return this.#dispatch(socket, frame)?.catch((error: unknown) => {
        refuse(this.#parts, socket, frame, error);
      });
    } catch (error) {
      refuse(this.#parts, socket, frame, error);
    }
  }

  #dispatch(socket: ChatSocket, frame: Record<string, unknown>): Promise<void> | undefined {
    if (!socket.isWritable) return undefined;
    const type = knownType(frame.type);
    if (type === 'hello') {
      if (socket.isGreeted) {
        socket.end(CloseCode.ProtocolError, 'hello comes once');
        return undefined;
      }
      return hello(this.#parts, socket, parseFrame('hello', frame)).then(() => {
        if (socket.session) this.#counts.signedIn(socket);
      });
    }
    if (!socket.session) throw unauthorized('Say hello first');
    const { actor, ticket } = socket.session;
    if (ticket) admitTicketFrame(ticket, type, frame);
    const counted = actor.kind === 'user' ? takeRequest(this.#parts.limits, type, actor.userId) : undefined;
    if (counted) return counted.then(() => handlers[type](this.#parts, socket, actor, frame));
    return handlers[type](this.#parts, socket, actor, frame) ?? undefined;
  }

  /** Resolves when no connection has a request under way, or at the deadline. */
  async #settled(deadline: number): Promise<void> {
    const isBusy = (): boolean =>
      [...this.server.clients].some(({ inFlight, tail }) => inFlight > 0 || tail !== undefined);
    while (isBusy() && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

function onPong(this: WebSocket): void {
  if (this instanceof ChatSocket) this.isAlive = true;
}

const ignore = (): void => undefined;

const setTail = (socket: ChatSocket, tail: Promise<void>): void => {
  socket.tail = tail;
  void tail.then(() => {
    if (socket.tail === tail) socket.tail = undefined;
  });
};

const parseObject = (data: Buffer): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(data.toString());
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

const knownType = (type: unknown): FrameType => {
  if (typeof type !== 'string') {
    throw badRequest('A frame needs a type', [{ path: 'type', message: 'must be a string' }]);
  }
  if (!Object.hasOwn(clientFrames, type)) throw new ChatError(ErrorCode.UnknownType, 'There is no such type of frame');
  return type as FrameType;
};
