import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * Whatever a server answers to these bytes until it closes the connection.
 * @param isCut the sender closes after the bytes; Node then gives up on requests that it has not answered yet
 */
export const answerTo = async (url: string, bytes: string, { isCut = false } = {}): Promise<string> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  // A server may cut off who sends on after a refusal.
  socket.on('error', () => undefined);
  socket.write(bytes, 'latin1');
  if (isCut) socket.end();
  await once(socket, 'close');
  return Buffer.concat(parts).toString('latin1');
};

/** The status of each answer in what came back. */
export const statusesIn = (answer: string): number[] =>
  [...answer.matchAll(/(?:^|\r\n\r\n|\})HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
