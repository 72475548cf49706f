import { z } from 'zod';
import type { Proxy, Toxic } from '../../testing/servers/toxiproxy.js';
import type { World } from '../world/world.js';

/** Ways for an answer not to arrive: cut in its middle, reset, and never coming. */
const LOSSES: readonly Toxic[] = [
  { type: 'limit_data', attributes: { bytes: 100 } },
  { type: 'reset_peer', attributes: { timeout: 0 } },
  { type: 'timeout', attributes: { timeout: 200 } },
];

const AT_ONCE = 20;

const answerSchema = z.object({ seq: z.int(), content: z.string() });

/** A send whose answer was lost, and what a repetition was told. */
export interface LostReply {
  readonly clientId: string;
  readonly content: string;
  readonly seq: number;
  /** 200: it was stored already; 201: the request had not come that far. */
  readonly status: number;
}

/** Sends messages whose answers all get lost on the way, and repeats each of them once where `retryAt` says. */
export const loseReplies = async (
  world: World,
  { proxy, count, retryAt }: { proxy: Proxy; count: number; retryAt: string },
): Promise<LostReply[]> => {
  const replies: LostReply[] = [];
  for (const loss of LOSSES) {
    await proxy.add(loss);
    for (let done = 0; done < count / LOSSES.length; done += AT_ONCE) {
      const names = Array.from({ length: AT_ONCE }, (_, index) => `${loss.type}-${done + index}`);
      await Promise.all(names.map((name) => mustBeLost(world, `http://127.0.0.1:${proxy.port}`, name)));
      replies.push(...(await Promise.all(names.map((name) => repeat(world, retryAt, name)))));
    }
    await proxy.heal();
  }
  return replies;
};

/** Sends it again and notes the answer. */
export const repeat = async (world: World, url: string, clientId: string): Promise<LostReply> => {
  const content = contentOf(clientId);
  const response = await post(world, url, clientId);
  const { seq, content: stored } = answerSchema.parse(await response.json());
  if (stored !== content) throw new Error(`${clientId} was answered with ${stored}`);
  return { clientId, content, seq, status: response.status };
};

const mustBeLost = async (world: World, url: string, clientId: string): Promise<void> => {
  const outcome = await post(world, url, clientId)
    .then((response) => response.text())
    .catch(() => undefined);
  if (outcome !== undefined) throw new Error(`the answer to ${clientId} arrived: ${outcome}`);
};

const contentOf = (clientId: string): string => `text of ${clientId}`;

const post = ({ account, channelId }: World, url: string, clientId: string): Promise<Response> =>
  fetch(`${url}/api/channels/${channelId}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${account.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ clientId, content: contentOf(clientId) }),
  });
