import { RestClient } from '@chatwatch/client';
import { Peer } from '../../testing/peer.js';
import type { TestMongod } from '../../testing/servers/mongod.js';
import { startTestService, type TestService, type TestUser } from '../../testing/start-service.js';

const SECRETS = { JWT_SECRET: 'the same secret on every node of a test', SERVICE_TOKEN: 'a-service-token' };
const ADMINISTRATOR = { ADMIN_EMAIL: 'root@chat.example', ADMIN_PASSWORD: 'correct horse' };

/** Whole services on one MongoDB, as a team runs them. */
export interface TestServices {
  readonly one: TestService;
  readonly two: TestService;
  /** One more of the same. */
  start(): Promise<TestService>;
  stop(): Promise<void>;
}

/** @param redisUrl of what joins them; without it they share the store alone */
export const startServices = async (mongod: TestMongod, redisUrl?: string): Promise<TestServices> => {
  const MONGODB_URL = mongod.databaseUrl();
  const env = { MONGODB_URL, ...SECRETS, ...ADMINISTRATOR, ...(redisUrl !== undefined && { REDIS_URL: redisUrl }) };
  const started: TestService[] = [];
  const start = async (): Promise<TestService> => {
    const service = await startTestService(env);
    started.push(service);
    return service;
  };
  return {
    one: await start(),
    two: await start(),
    start,
    stop: async () => {
      await Promise.all(started.map((service) => service.stop()));
    },
  };
};

/** The user's calls to another node than the one that he signed in at. */
export const restOn = ({ url }: TestService, { token }: TestUser): RestClient =>
  new RestClient({ baseUrl: url, token });

/** A reader that is subscribed. */
export const readerOn = async (
  { url }: TestService,
  { token }: TestUser,
  channelId: string,
  afterSeq?: number,
): Promise<Peer> => {
  const peer = await Peer.ready(url, token);
  peer.send({ type: 'subscribe', id: 1, channelId, ...(afterSeq !== undefined && { afterSeq }) });
  await peer.next('subscribed');
  return peer;
};

/** Sends many messages over one connection until all are acknowledged. @returns how many were refused and sent again */
export const sendMany = async (
  { url }: TestService,
  { token }: TestUser,
  { channelId, count, name }: { channelId: string; count: number; name: string },
): Promise<number> => {
  const peer = await Peer.ready(url, token);
  let refused = 0;
  const send = (id: number): void => {
    peer.send({ type: 'send', id, channelId, clientId: `${name}-${id}`, content: `${name} ${id}` });
  };
  for (let id = 0; id < count; id++) send(id);
  for (let acknowledged = 0; acknowledged < count;) {
    const frame = await peer.nextFrame();
    if (frame.type === 'ack') acknowledged++;
    if (frame.type !== 'error' || frame.id === undefined) continue;
    refused++;
    send(frame.id);
  }
  peer.end();
  return refused;
};
