import type { ClientFrame } from '../protocol/frames.js';
import type { Transport } from '../realtime/transport.js';
import { LIMITS } from './factories.js';

/** A connection that only writes down what it was given. */
export class FakeTransport implements Transport {
  isReady = true;
  readonly limits = LIMITS;
  readonly sent: ClientFrame[] = [];
  #requestId = 0;

  nextRequestId(): number {
    return ++this.#requestId;
  }

  transmit(frame: ClientFrame): void {
    this.sent.push(frame);
  }

  /** What was sent since the last call, of one type. */
  take<Type extends ClientFrame['type']>(type: Type): Extract<ClientFrame, { type: Type }>[] {
    // The filter compared the type.
    return this.sent.splice(0).filter((frame) => frame.type === type) as Extract<ClientFrame, { type: Type }>[];
  }
}
