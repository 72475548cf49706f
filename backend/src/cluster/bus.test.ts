import { Buffer } from 'node:buffer';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Bus } from './bus.js';
import { MemoryExchange, type MemoryTransport } from './testing/memory-transport.js';
import { reached } from './testing/reached.js';

/** Fast beats, so that silence is noticed after 80 ms. */
const BEAT_MS = 10;

interface Node {
  readonly nodeId: string;
  readonly bus: Bus;
  readonly transport: MemoryTransport;
  readonly lost: string[];
}

let exchange: MemoryExchange;
let nodes: Node[];

beforeEach(() => {
  exchange = new MemoryExchange();
  nodes = [];
});

afterEach(async () => {
  await Promise.all(nodes.map(({ bus }) => bus.close()));
});

const startNode = async (): Promise<Node> => {
  const transport = exchange.transport();
  const nodeId = `node-${nodes.length}`;
  const bus = new Bus({ transport, nodeId, beatMs: BEAT_MS });
  const lost: string[] = [];
  bus.onLost((topics) => lost.push(...topics));
  const node = { nodeId, bus, transport, lost };
  nodes.push(node);
  bus.start();
  await reached(bus, 'complete');
  return node;
};

/** Two nodes that know of each other. */
const startTwo = async (): Promise<[Node, Node]> => {
  const [one, two] = [await startNode(), await startNode()];
  while (one.bus.nodes + two.bus.nodes < 2) await nextTurn();
  return [one, two];
};

/** Listens from the answer on; `texts` resolves with what was heard once there is so much. */
const listener = async ({ bus }: Node, topic: string) => {
  const heard: string[] = [];
  let wake = (): void => undefined;
  const interest = bus.listen(topic, (message) => {
    heard.push(message.toString());
    wake();
  });
  await interest.ready;
  return {
    interest,
    texts: async (count: number): Promise<string[]> => {
      while (heard.length < count) await new Promise<void>((resolve) => (wake = resolve));
      return heard;
    },
  };
};

const say = ({ bus }: Node, topic: string, ...texts: string[]): void => {
  for (const text of texts) bus.publish(topic, [Buffer.from(text)]);
};

describe('the bus', () => {
  it('brings what a node says to every other one that listens, in order, and never to itself', async () => {
    const [one, two, three] = [await startNode(), await startNode(), await startNode()];
    const own = await listener(one, 'a');
    const [second, third] = [await listener(two, 'a'), await listener(three, 'a')];
    const texts = Array.from({ length: 300 }, (_, index) => String(index));
    say(one, 'a', ...texts);
    expect(await second.texts(300)).toEqual(texts);
    expect(await third.texts(300)).toEqual(texts);
    say(two, 'a', 'from two');
    expect(await own.texts(1)).toEqual(['from two']);
  });

  it('publishes all of a turn in one batch a topic', async () => {
    const [one, two] = await startTwo();
    const [a, b] = [await listener(two, 'a'), await listener(two, 'b')];
    say(one, 'a', '1', '2', '3');
    say(one, 'b', '4', '5');
    await Promise.all([a.texts(3), b.texts(2)]);
    expect(exchange.carried.filter((topic) => !one.transport.beatTopics.includes(topic))).toEqual(['a', 'b']);
  });

  it('subscribes once to a topic, however many listen, and tells all of them', async () => {
    const [one, two] = await startTwo();
    const [first, second] = [await listener(two, 'a'), await listener(two, 'a')];
    expect(two.transport.topics.filter((topic) => topic === 'a')).toHaveLength(1);
    first.interest.release();
    say(one, 'a', 'x');
    expect(await second.texts(1)).toEqual(['x']);
  });

  it('tells until when all was heard, and nothing new of a moment before it listened', async () => {
    const one = await startNode();
    const before = performance.now();
    const { interest } = await listener(one, 'a');
    expect(interest.heardUntil(before)).toBe(before);
    const since = performance.now();
    while (interest.heardUntil(since) === since) await nextTurn();
    expect(interest.heardUntil(since)).toBeGreaterThan(since);
  });
});

describe.each(['cut', 'silent'] as const)('a way that is %s', (fault) => {
  it('is noticed, and what is said meanwhile counts as lost', async () => {
    const [one, two] = await startTwo();
    one.transport.set(fault);
    await reached(one.bus, 'away');
    say(one, 'a', 'x');
    one.bus.publish('b', [Buffer.from('nobody misses it')], { isExpendable: true });
    expect(one.lost).toEqual(['a']);
    await reached(two.bus, 'partial');
  });

  it('heals: everything is subscribed anew, and nobody vouches for the time between', async () => {
    const [one, two] = await startTwo();
    const heard = await listener(one, 'a');
    const before = performance.now();
    one.transport.set(fault);
    await reached(one.bus, 'away');
    const during = performance.now();
    expect(heard.interest.heardUntil(before)).toBe(before);
    one.transport.set('none');
    await Promise.all([reached(one.bus, 'complete'), reached(two.bus, 'complete')]);
    expect(heard.interest.heardUntil(during)).toBe(during);
    say(two, 'a', 'again');
    expect(await heard.texts(1)).toEqual(['again']);
  });
});

describe('a node that ends', () => {
  it('in good order is missed by nobody', async () => {
    const [one, two] = await startTwo();
    await one.bus.close();
    const { interest } = await listener(two, 'a');
    let since = performance.now();
    // Twenty beats are more than twice what a silent node is missed after, and one that is missed is so for good; where
    // the machine stalls that long, even who lives is silent for a while.
    while (interest.heardUntil(since) < since + 20 * BEAT_MS) {
      await nextTurn();
      if (performance.now() - since > 60 * BEAT_MS) since = performance.now();
    }
    expect(two.bus.state).toBe('complete');
  });
});

describe('a node that the store tells of', () => {
  it('and that was never heard is missing, until it is', async () => {
    const one = await startNode();
    one.bus.living([one.nodeId, 'node-1']);
    await reached(one.bus, 'partial');
    const two = await startNode();
    expect(two.nodeId).toBe('node-1');
    await reached(one.bus, 'complete');
  });

  it('no more, and that is silent, is missed no more', async () => {
    const [one, two] = await startTwo();
    two.transport.set('cut');
    await reached(one.bus, 'partial');
    one.bus.living([one.nodeId, two.nodeId]);
    expect(one.bus.state).toBe('partial');
    one.bus.living([one.nodeId]);
    expect(one.bus.state).toBe('complete');
  });

  it('after its farewell is not missed', async () => {
    const [one, two] = await startTwo();
    await two.bus.close();
    while (one.bus.nodes > 0) await nextTurn();
    one.bus.living([one.nodeId, two.nodeId]);
    expect(one.bus.nodes).toBe(0);
  });
});
