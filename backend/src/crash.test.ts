import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ChatClient, type Message, RestClient } from '@chatwatch/client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnService } from './testing/spawn-service.js';

/** Under what a resume replays, so that a reader who missed all of it still gets each entry. */
const MESSAGES = 900;
const KILL_AFTER_ACKS = 300;

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-crash-'));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

const wholeHistory = async (rest: RestClient, channelId: string): Promise<Message[]> => {
  const messages: Message[] = [];
  for (let after = 0; ; after = messages.at(-1)?.seq ?? after) {
    const page = await rest.history(channelId, { after, limit: 100 });
    messages.push(...page.messages);
    if (!page.hasMore) return messages;
  }
};

describe('a service that is killed while it takes messages', () => {
  it('has lost and doubled nothing that it acknowledged, and readers get the rest exactly', async () => {
    const first = await spawnService({ DATA_DIR: directory });
    const { port } = new URL(first.url);
    const anonymous = new RestClient({ baseUrl: first.url });
    const { token } = await anonymous.register({ name: 'Ann', email: 'ann@chat.example', password: 'a password' });
    const rest = new RestClient({ baseUrl: first.url, token });
    const channel = await rest.createChannel({ name: 'general', type: 'public' });

    const url = `${first.url.replace('http', 'ws')}/ws`;
    const backoff = { baseMs: 20, capMs: 200 };
    const writer = new ChatClient({ url, token, backoff, outboxLimit: MESSAGES });
    const reader = new ChatClient({ url, token, backoff, history: rest });
    const seen: number[] = [];
    let isComplete: (() => void) | undefined;
    const complete = new Promise<void>((resolve) => (isComplete = resolve));
    reader.subscribe(channel.id, {
      afterSeq: 0,
      onEntry: ({ seq }) => {
        if (seen.push(seq) === MESSAGES) isComplete?.();
      },
    });
    await Promise.all([writer.connect(), reader.connect()]);

    let acks = 0;
    let killed: Promise<unknown> | undefined;
    const sends = Array.from({ length: MESSAGES }, async (_, index) => {
      const ack = await writer.send(channel.id, `text ${index}`);
      if (++acks === KILL_AFTER_ACKS) killed = first.end('SIGKILL');
      return { content: `text ${index}`, seq: ack.seq };
    });
    const restarted = (async () => {
      while (!killed) await new Promise((resolve) => writer.on('disconnected', resolve));
      await killed;
      return spawnService({ DATA_DIR: directory, PORT: port });
    })();
    const acknowledged = await Promise.all(sends);
    const second = await restarted;
    await complete;

    const stored = (await wholeHistory(rest, channel.id)).map(({ content, seq }) => ({ content, seq }));
    expect(stored).toEqual([...acknowledged].sort((a, b) => a.seq - b.seq));
    expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: MESSAGES }, (_, index) => index + 1));
    expect(seen).toEqual(stored.map(({ seq }) => seq));
    expect(writer.stats.reconnects).toBe(1);
    writer.close();
    reader.close();
    expect(await second.end('SIGTERM')).toBe(0);
  }, 60_000);
});
