import { CloseCode, ErrorCode, type HistoryPage, RestClient } from '@chatwatch/client';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { clientFrames, FRAME_BYTES, type FrameType } from '../realtime/client-frames.js';
import { type SpawnedService, spawnService } from '../testing/spawn-service.js';
import { mutated } from './frame-mutations.js';
import { type Random, withRandom } from './seeded-random.js';
import { rawFrame } from './raw-frame.js';
import { RawWebSocket } from './raw-websocket.js';
import { isSoak } from './soak.js';

const FRAMES = isSoak ? 50_000 : 1_500;
const TIMEOUT_MS = isSoak ? 1_800_000 : 120_000;

const answerShape = z.looseObject({ type: z.string(), id: z.unknown().optional(), seq: z.int().optional() });
const errorShape = z.strictObject({
  type: z.literal('error'),
  id: z.number().optional(),
  code: z.enum(ErrorCode),
  message: z.string().max(1_000),
  retryable: z.boolean(),
});

let directory: string;
let service: SpawnedService;
let ann: RestClient;
let bob: RestClient;
let token: string;
/** Ann's, whom the frames come from. */
let own: string;
/** Bob's alone: no frame may show or change anything of it. */
let foreign: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-hostile-'));
  service = await spawnService({ DATA_DIR: directory, HEARTBEAT_MS: '3600000' });
  ({ client: ann, token } = await register('ann'));
  ({ client: bob } = await register('bob'));
  own = (await ann.createChannel({ name: 'own', type: 'public' })).id;
  foreign = (await bob.createChannel({ name: 'foreign', type: 'private' })).id;
  await ann.sendMessage(own, { content: 'hello' });
  await bob.sendMessage(foreign, { content: 'a secret' });
});
afterAll(() => rm(directory, { recursive: true }));

const register = async (name: string) => {
  const account = { name, email: `${name}@chat.example`, password: 'a password' };
  const session = await new RestClient({ baseUrl: service.url }).register(account);
  return { client: new RestClient({ baseUrl: service.url, token: session.token }), token: session.token };
};

/** A frame of each type that is all right. */
const rightFrames = (channelId: string, id: number): Record<FrameType, object> => ({
  hello: { type: 'hello', protocol: 1, token },
  subscribe: { type: 'subscribe', id, channelId, afterSeq: 0 },
  unsubscribe: { type: 'unsubscribe', id, channelId },
  send: { type: 'send', id, channelId, clientId: `id-${id}`, content: 'hello' },
  edit: { type: 'edit', id, channelId, seq: 1, content: `hello ${id}` },
  delete: { type: 'delete', id, channelId, seq: 1_000_000 },
  typing: { type: 'typing', channelId },
  status: { type: 'status', status: 'away' },
  ping: { type: 'ping', id, t: 1 },
  receipts: { type: 'receipts', samples: [{ deliveryMs: 5 }] },
});

const types = Object.keys(clientFrames) as FrameType[]; // of an object that has no other keys
const ANSWERED = ['subscribe', 'unsubscribe', 'send', 'edit', 'delete', 'ping'];
/** Ids of our own pings, which no frame uses. */
const BARRIER = 5_000_000_000;

interface Judgement {
  /** The code that it closes the connection with. */
  readonly closeCode: number | undefined;
  readonly isRight: boolean;
  /** Of a right frame that is answered. */
  readonly answerId: number | undefined;
}

/** What the schemas and the bounds say of a frame. */
const judge = (text: string): Judgement => {
  const frame = z.looseObject({ type: z.unknown(), id: z.unknown() }).partial().parse(JSON.parse(text));
  const type = types.find((one) => one === frame.type);
  const isRight = type !== undefined && clientFrames[type].safeParse(frame).success;
  const isAnswered = isRight && ANSWERED.includes(type) && typeof frame.id === 'number';
  const isTooLarge = Buffer.byteLength(text) > FRAME_BYTES;
  const closeCode = isTooLarge ? CloseCode.FrameTooLarge : type === 'hello' ? CloseCode.ProtocolError : undefined;
  return { closeCode, isRight, answerId: isAnswered ? Number(frame.id) : undefined };
};

/** One connection that goes on until a frame closes it, frame by frame with its answers. */
class Attacker {
  #socket: RawWebSocket | undefined;
  readonly seqs = new Set<number>();

  async attack(text: string, index: number): Promise<void> {
    this.#socket ??= await RawWebSocket.ready(service.url, token);
    const { closeCode, isRight, answerId } = judge(text);
    this.#socket.write(rawFrame({ payload: text }));
    if (closeCode !== undefined) {
      const code = await this.#socket.closeCode();
      if (code !== closeCode) throw new Error(`it closed the connection with ${code} instead of ${closeCode}`);
      this.#socket = undefined;
      return;
    }
    if (answerId === undefined) this.#socket.sendJson({ type: 'ping', id: BARRIER + index, t: 1 });
    const errors = await this.#answersUntil(this.#socket, answerId ?? BARRIER + index);
    if (isRight ? errors > 1 : errors !== 1) throw new Error(`it was answered by ${errors} errors`);
  }

  /** @returns how many errors came before the answer with this id, or as it */
  async #answersUntil(socket: RawWebSocket, id: number): Promise<number> {
    for (let errors = 0; ;) {
      const frame = await socket.next();
      if (frame?.opcode !== 1) throw new Error('the connection ended');
      const answer = answerShape.parse(JSON.parse(frame.payload.toString()));
      if (frame.payload.includes('a secret')) throw new Error('it shows what others wrote in private');
      if (answer.type === 'ack' && answer.seq !== undefined) this.seqs.add(answer.seq);
      if (answer.type === 'error') {
        errors++;
        if (errorShape.parse(answer).code === ErrorCode.Internal) throw new Error('it is a fault of the server');
      }
      if (answer.id === id) return errors;
    }
  }
}

const attackAll = async (random: Random): Promise<Attacker> => {
  const attacker = new Attacker();
  for (let index = 0; index < FRAMES; index++) {
    const type = random.pick(types);
    const frame = rightFrames(random.below(4) === 0 ? foreign : own, index)[type];
    const text = mutated(type, frame, random);
    try {
      await attacker.attack(text, index);
    } catch (error) {
      throw new Error(`frame ${index}, ${text.slice(0, 300)}: ${String(error)}`, { cause: error });
    }
  }
  return attacker;
};

const headOf = async (client: RestClient, channelId: string): Promise<HistoryPage> =>
  client.history(channelId, { limit: 1 });

describe('frames with something wrong with them', () => {
  it(
    'are refused by an error or a documented close, and change nothing',
    () =>
      withRandom(async (random) => {
        const before = await headOf(ann, own);
        const secret = await headOf(bob, foreign);
        const { seqs } = await attackAll(random);
        const acknowledged = [...seqs].filter((seq) => seq > before.head).length;
        process.stdout.write(`${FRAMES} frames, ${acknowledged} of them changed something and were acknowledged\n`);
        expect((await headOf(ann, own)).head - before.head).toBe(acknowledged);
        expect(await headOf(bob, foreign)).toEqual(secret);
        expect(await service.end('SIGINT')).toBe(0);
      }),
    TIMEOUT_MS,
  );
});
