import { WebSocket as Ws } from 'ws';
import type { WebSocketConstructor } from './types.js';

/** `ws`, as Node 20 has no WebSocket of its own. */
export const WebSocket: WebSocketConstructor = Ws;
