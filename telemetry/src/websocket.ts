import type { declareWebSocketMetrics } from './declarations.js';
import type { CounterChild, HotCounter } from './instruments/hot-counter.js';
import { OTHER } from './instruments/label-set.js';

/** What of a ws socket is used. */
export interface TrackedSocket {
  on(event: 'close', listener: (code: number) => void): unknown;
  off(event: 'close', listener: (code: number) => void): unknown;
}

/** What of a ws `WebSocketServer` is used. */
export interface TrackedWebSocketServer {
  readonly clients: ReadonlySet<TrackedSocket> | undefined;
  on(event: 'connection', listener: (socket: TrackedSocket) => void): unknown;
  off(event: 'connection', listener: (socket: TrackedSocket) => void): unknown;
}

/**
 * Counts a server's connections and their close codes; returns how to stop. All sockets share one listener, and
 * nothing is paid for a message.
 */
export function trackConnections(
  server: TrackedWebSocketServer,
  metrics: ReturnType<typeof declareWebSocketMetrics>,
  closeCodes: readonly number[],
): () => void {
  const connections = metrics.connections.child();
  const closes = bindCloses(metrics.closes, closeCodes);
  const onClose = (code: number): void => {
    connections.dec();
    (closes.byCode.get(code) ?? closes.other).inc();
  };
  const onConnection = (socket: TrackedSocket): void => {
    connections.inc();
    socket.on('close', onClose);
  };
  server.on('connection', onConnection);
  return () => {
    server.off('connection', onConnection);
    for (const socket of server.clients ?? []) socket.off('close', onClose);
  };
}

function bindCloses(
  metric: HotCounter<'code'>,
  codes: readonly number[],
): { byCode: Map<number, CounterChild>; other: CounterChild } {
  return {
    byCode: new Map(codes.map((code) => [code, metric.child({ code: String(code) })])),
    other: metric.child({ code: OTHER }),
  };
}
