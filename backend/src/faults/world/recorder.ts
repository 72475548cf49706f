import type { WebSocketConstructor } from '@chatwatch/client';
import type { ConnectionRecord, History } from '../checker/history.js';
import { KnownHeads } from './known-heads.js';
import { RecordedSocket } from './recorded-socket.js';

/** Where a connection goes: a node, by its own address or by that of a proxy before it. */
export interface Target {
  readonly name: string;
  readonly url: string;
}

/** Notes all that goes over the connections of a run. */
export class Recorder {
  readonly #heads = new KnownHeads();
  readonly #sockets: RecordedSocket[] = [];

  /** Sockets for one client; each new connection asks where to go. */
  socketOf(client: string, route: () => Target): WebSocketConstructor {
    const heads = this.#heads;
    const sockets = this.#sockets;
    return class extends RecordedSocket {
      constructor() {
        super(client, route(), heads);
        sockets.push(this);
      }
    };
  }

  records(): Pick<History, 'connections' | 'subscriptions' | 'strays'> {
    return {
      connections: this.#sockets.map(toConnection),
      subscriptions: this.#sockets.flatMap(({ subscriptions }) => subscriptions),
      strays: this.#sockets.flatMap(({ strays }) => strays),
    };
  }
}

const toConnection = ({ reader, transmissions }: RecordedSocket, index: number): ConnectionRecord => ({
  name: `${reader}, connection ${index}`,
  stored: [...transmissions.values()].flatMap(({ channelId, seq }) => (seq === undefined ? [] : [{ channelId, seq }])),
});
