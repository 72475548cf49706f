import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that loses replies: the server has done what it was asked, and the asker never hears of it. */
export interface ReplyCutter {
  readonly port: number;
  /** Connections cut so far. */
  readonly cuts: number;
  /** Cuts the connection instead of the reply to each of the next `count` requests that hold this text. */
  cut(text: string, count: number): void;
  close(): Promise<void>;
}

/** Passes connections on to a port of the loopback. */
export const startReplyCutter = async (target: number): Promise<ReplyCutter> => {
  const plan = { text: '', left: 0, cuts: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    let isMarked = false;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end).on('close', () => {
        end();
        sockets.delete(socket);
      });
    }
    client.on('data', (data) => {
      if (plan.left > 0 && data.includes(plan.text)) {
        plan.left -= 1;
        isMarked = true;
      }
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (!isMarked) {
        client.write(data);
        return;
      }
      plan.cuts += 1;
      end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port, // a TCP server has one
    get cuts() {
      return plan.cuts;
    },
    cut: (text, count) => {
      plan.text = text;
      plan.left = count;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
