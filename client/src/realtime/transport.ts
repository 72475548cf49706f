import type { ClientFrame, ConnectionLimits } from '../protocol/frames.js';

/** What the parts of the client see of the connection. */
export interface Transport {
  /** Whether requests may be sent now. */
  readonly isReady: boolean;
  /** The present connection's bounds; undefined while not ready. */
  readonly limits: ConnectionLimits | undefined;
  /** A number no other request of this client has, over all its connections. */
  nextRequestId(): number;
  /** Sends a frame; drops it when not ready. Throws `ChatError` with `frame_too_large`. */
  transmit(frame: ClientFrame): void;
}
