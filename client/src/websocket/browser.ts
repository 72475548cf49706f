import type { WebSocketConstructor } from './types.js';

/** The platform's own. */
export const WebSocket: WebSocketConstructor = globalThis.WebSocket;
