import { Buffer } from 'node:buffer';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { readBatch } from './batch.js';
import type { TopicBatch } from './bus-transport.js';
import { Outbox } from './outbox.js';

/** A server that takes a round when it is told to. */
const slowServer = () => {
  const rounds: (readonly TopicBatch[])[] = [];
  let answer: (lost: string[]) => void = () => undefined;
  return {
    rounds,
    take: (lost: string[] = []): void => {
      answer(lost);
    },
    publish: (batches: readonly TopicBatch[]) => {
      rounds.push(batches);
      return new Promise<string[]>((resolve) => {
        answer = resolve;
      });
    },
  };
};

const messagesOf = (batches: readonly TopicBatch[] | undefined): [string, number | undefined][] =>
  (batches ?? []).map(({ topic, bytes }) => [topic, readBatch(bytes)?.messages.length]);

const start = () => {
  const server = slowServer();
  const lost: string[] = [];
  const outbox = new Outbox({ transport: server, node: 'one', onLost: (topics) => lost.push(...topics) });
  const say = (topic: string, sizeBytes = 1, isExpendable = false): void => {
    outbox.add(topic, [Buffer.alloc(sizeBytes)], isExpendable);
  };
  return { server, lost, outbox, say };
};

describe('what a node says', () => {
  it('while the server takes a round goes out in the next one, together', async () => {
    const { server, outbox, say } = start();
    say('a');
    await nextTurn();
    for (let count = 0; count < 100; count++) {
      say('a');
      say('b');
      await nextTurn();
    }
    expect(server.rounds.map(messagesOf)).toEqual([[['a', 1]]]);
    server.take();
    while (server.rounds.length < 2) await nextTurn();
    server.take();
    await outbox.settled();
    expect(messagesOf(server.rounds[1])).toEqual([
      ['a', 100],
      ['b', 100],
    ]);
  });

  it('is told as lost beyond four mebibytes, and what nobody misses is left out beyond 64 KiB', async () => {
    const { server, lost, outbox, say } = start();
    say('a');
    await nextTurn();
    say('a', 64 * 1_024);
    say('typing', 1, true);
    for (let count = 0; count < 64; count++) say('a', 64 * 1_024);
    say('b');
    expect(lost).toEqual(['a', 'b']);
    server.take();
    while (server.rounds.length < 2) await nextTurn();
    server.take(['a']);
    await outbox.settled();
    expect(messagesOf(server.rounds[1])).toEqual([['a', 64]]);
    expect(lost).toEqual(['a', 'b', 'a']);
  });
});
