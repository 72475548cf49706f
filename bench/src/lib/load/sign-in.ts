import { PROTOCOL_VERSION } from '@chatwatch/client';
import { BenchError } from '../../errors.js';
import { RawSocket } from './raw-socket.js';

/** Where a load goes: the service, or a peer that speaks as much of its protocol as it needs. */
export interface Target {
  readonly port: number;
  /** A user's token; peers take any. */
  readonly token: string;
  readonly channelId: string;
}

/** A connection that has said hello and got its answer. */
export async function signIn({ port, token }: Target): Promise<RawSocket> {
  const socket = await RawSocket.open(port, '/ws');
  await ask(socket, { type: 'hello', protocol: PROTOCOL_VERSION, token }, 'ready');
  return socket;
}

/** A connection that hears the channel. */
export async function subscribe(target: Target): Promise<RawSocket> {
  const socket = await signIn(target);
  await ask(socket, { type: 'subscribe', id: 1, channelId: target.channelId }, 'subscribed');
  return socket;
}

async function ask(socket: RawSocket, frame: object, answer: string): Promise<void> {
  const text = await socket.request(JSON.stringify(frame));
  if (text.startsWith(`{"type":"${answer}"`)) return;
  socket.close();
  throw new BenchError(`instead of ${answer}, the server answered ${text}`);
}
