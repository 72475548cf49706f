/** The part of the WebSocket interface this package uses; the browser's own, `ws` and Node's all have it. */
export interface WebSocketLike {
  send(data: string): void;
  close(code?: number, reason?: string): void;
  /** Drops the connection without a closing handshake; `ws` has it, browsers do not. */
  terminate?(): void;
  // Written as methods, so that implementations with richer event types fit.
  addEventListener(type: 'open', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { readonly code: number; readonly reason: string }) => void): void;
  addEventListener(type: 'error', listener: (event: object) => void): void;
}

export type WebSocketConstructor = new (url: string) => WebSocketLike;
