import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { clientFrames } from './realtime/client-frames.js';
import { type FrameRow, frameRows } from './testing/authorization/frame-rows.js';
import { type HttpRow, httpRows } from './testing/authorization/http-rows.js';
import { type ActorName, ACTORS, makeWorld, type World } from './testing/authorization/world.js';
import { Peer } from './testing/peer.js';

const document = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))),
});

/** The code that a refusal of each status carries, so that a status says all. */
const CODES: Readonly<Record<number, string>> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
};

let world: World;
/** Method by operation, as the API document tells. */
const methods = new Map<string, string>();

beforeAll(async () => {
  world = await makeWorld();
  const { paths } = document.parse(await (await fetch(`${world.chat.url}/openapi.json`)).json());
  for (const operations of Object.values(paths)) {
    for (const [method, { operationId }] of Object.entries(operations)) methods.set(operationId, method.toUpperCase());
  }
});

afterAll(() => world.chat.stop());

const answered = async (row: HttpRow, actor: ActorName): Promise<string> => {
  const { path, body } = await row.request(world, actor);
  const token = await world.bearer(actor);
  const isForm = body instanceof FormData;
  const response = await fetch(world.chat.url + path, {
    method: methods.get(row.operation) ?? 'GET',
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.status >= 400) expect(JSON.parse(text)).toMatchObject({ code: CODES[response.status] });
  return String(response.status);
};

const REQUEST_ID = 7;
const AFTER_ID = 8;

/** Nothing but an error comes back: that there is none shows in the answer to the next frame. */
const UNANSWERED: ReadonlySet<string> = new Set(['typing', 'status', 'receipts']);

/** Says hello as the actor; the one without credentials says nothing. */
const greet = async (peer: Peer, actor: ActorName): Promise<void> => {
  if (actor === 'none') return;
  if (actor === 'ticket') peer.send({ type: 'hello', protocol: 1, ticket: await world.ticket() });
  else peer.send({ type: 'hello', protocol: 1, token: (await world.bearer(actor)) ?? '' });
};

const framed = async (row: FrameRow, actor: ActorName): Promise<string> => {
  const fields = await row.fields(world);
  const peer = await Peer.open(world.chat.url);
  if (row.type !== 'hello') {
    await greet(peer, actor);
    peer.socket.send(JSON.stringify({ type: row.type, id: REQUEST_ID, ...fields }));
    if (UNANSWERED.has(row.type)) peer.send({ type: 'ping', id: AFTER_ID, t: 0 });
  } else if (actor === 'none') peer.send({ type: 'hello', protocol: 1 });
  else await greet(peer, actor);
  const answer = await Promise.race([firstAnswer(peer, row.type), peer.closed().then(({ code }) => String(code))]);
  peer.end();
  return answer;
};

const firstAnswer = async (peer: Peer, type: string): Promise<string> => {
  for (;;) {
    const frame = await peer.nextFrame().catch(async () => (await peer.closed()).code);
    if (typeof frame === 'number') return String(frame);
    if (type === 'hello' && frame.type === 'ready') return frame.type;
    if (!('id' in frame)) continue;
    if (frame.id === REQUEST_ID) return frame.type === 'error' ? frame.code : frame.type;
    if (frame.id === AFTER_ID) return '-';
  }
};

describe('rights over HTTP', () => {
  it.each(httpRows.map((row) => [row.operation, row.situation, row] as const))('%s, %s', async (_name, _what, row) => {
    const outcomes: string[] = [];
    for (const actor of ACTORS) outcomes.push(await answered(row, actor));
    expect(outcomes.join(' ')).toBe(row.answers);
  });

  it('are told for every operation', () => {
    const told = new Set(httpRows.map(({ operation }) => operation));
    expect([...told].sort()).toEqual([...methods.keys()].sort());
  });
});

describe('rights over WebSocket', () => {
  it.each(frameRows.map((row) => [row.type, row.situation, row] as const))('%s, %s', async (_type, _what, row) => {
    const outcomes = await Promise.all(ACTORS.map((actor) => framed(row, actor)));
    expect(outcomes.join(' ')).toBe(row.answers);
  });

  it('are told for every type of frame', () => {
    expect([...new Set(frameRows.map(({ type }) => type))].sort()).toEqual(Object.keys(clientFrames).sort());
  });
});
