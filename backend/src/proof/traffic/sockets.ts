import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { Peer } from '../../testing/peer.js';
import { sumOf } from '../../testing/sum-of.js';
import type { Person, Places } from './people.js';

const SENDS = 10;

/** A bit of everything that goes over connections: sends, edits, deletions, and what is not kept. */
export const talk = async ({ live }: Person, { publicId, privateId }: Places): Promise<void> => {
  live.typing(publicId);
  live.setStatus('online');
  const acks = await Promise.all(
    Array.from({ length: SENDS }, (_, index) => live.send(index % 2 === 0 ? publicId : privateId, `message ${index}`)),
  );
  const [first, , third] = acks;
  if (!first || !third) throw new Error('the sends were not acknowledged');
  await live.edit(publicId, first.seq, 'edited');
  await live.delete(publicId, third.seq);
};

/** Goes away and comes back, with and without something missed; the other one talks meanwhile. */
export const comeAndGo = async ({ live }: Person, other: Person, { publicId }: Places): Promise<void> => {
  live.close();
  await other.live.send(publicId, 'to who is away');
  await live.connect();
  live.close();
  await live.connect();
};

/** Connections that end in each of the ways that are their own fault. */
export const misbehave = async ({ url, token }: Person): Promise<void> => {
  const [stranger, binary, large] = await Promise.all([Peer.open(url), Peer.ready(url, token), Peer.ready(url, token)]);
  stranger.send({ type: 'hello', protocol: 1, token: 'not a token' });
  binary.socket.send(Buffer.from([1, 2, 3]));
  large.socket.send('x'.repeat(100_000));
  await Promise.all([stranger, binary, large].map((peer) => peer.closed()));
};

/** Of a crowd, one message makes as many deliveries. */
const AUDIENCE = 100;
/** More than a resume gives. */
const LONG_LOG = 1_100;

/**
 * A channel with many readers and a long log, in which somebody resumes who was away for too long.
 * @returns its id
 */
export const fillHall = async (person: Person): Promise<string> => {
  const { id: hallId } = await person.rest.createChannel({ name: 'hall', type: 'public' });
  const audience = await Promise.all(Array.from({ length: AUDIENCE }, () => listen(person, hallId)));
  await sendMany(person, hallId, LONG_LOG, 'to all');
  const late = await Peer.ready(person.url, person.token);
  late.send({ type: 'subscribe', id: 1, channelId: hallId, afterSeq: 0 });
  await late.next('subscribed');
  late.end();
  for (const socket of audience) socket.close();
  return hallId;
};

/** A reader that makes nothing of what comes. */
const listen = async ({ url, token }: Person, channelId: string): Promise<WebSocket> => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`);
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'hello', protocol: 1, token }));
  await once(socket, 'message');
  socket.send(JSON.stringify({ type: 'subscribe', id: 1, channelId }));
  await once(socket, 'message');
  return socket;
};

const WINDOW = 50;

const sendMany = async ({ live }: Person, channelId: string, count: number, content: string): Promise<void> => {
  for (let sent = 0; sent < count; sent += WINDOW) {
    await Promise.all(Array.from({ length: WINDOW }, () => live.send(channelId, content)));
  }
};

const LARGE = 'x'.repeat(15_000);

/** A reader that stops reading, until the service has closed its connection. */
export const readSlowly = async (person: Person): Promise<void> => {
  const { id } = await person.rest.createChannel({ name: 'attic', type: 'public' });
  const slow = await Peer.ready(person.url, person.token);
  slow.send({ type: 'subscribe', id: 1, channelId: id });
  await slow.next('subscribed');
  slow.socket.pause();
  while ((await closedAsSlow(person)) === 0) {
    await sendMany(person, id, WINDOW, LARGE);
    await pause(10);
  }
  slow.end();
};

const closedAsSlow = async ({ url }: Person): Promise<number> => {
  const response = await fetch(`${url}/metrics`);
  return sumOf(await response.text(), 'chat_slow_consumers_total', 'action="closed"');
};
