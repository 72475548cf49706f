export * from './protocol/codes.js';
export * from './protocol/frames.js';
export * from './protocol/resources.js';
export * from './protocol/vitals.js';
export {
  ChatApiError,
  ChatClosedError,
  ChatError,
  ChatRefusedError,
  ChatTimeoutError,
  ClientErrorCode,
  OutboxFullError,
  type ApiErrorFields,
} from './errors.js';
export { newClientId } from './client-id.js';
export {
  RestClient,
  type HistoryQuery,
  type HistorySource,
  type RestClientOptions,
  type TokenProvider,
} from './rest/rest-client.js';
export type { CallOptions } from './rest/deadline.js';
export type { Fetch } from './rest/http.js';
export { ChatClient, type SendOptions } from './realtime/chat-client.js';
export type { ConnectionState, Disconnection } from './realtime/connection.js';
export type { ChatEvents } from './realtime/events.js';
export type { Provider } from './realtime/credentials.js';
export type { ChatClientOptions } from './realtime/options.js';
export type { SessionEnd } from './realtime/session.js';
export type { ChatStats } from './realtime/stats.js';
export type { SubscribeOptions, Subscription } from './realtime/subscription.js';
export type { Backoff } from './timing/backoff.js';
export { systemClock, type Clock } from './timing/clock.js';
export type { WebSocketConstructor, WebSocketLike } from './websocket/types.js';
