import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { evaluate, loadObjectives, parseExposition } from '@chatwatch/objectives';
import { afterEach, describe, expect, it } from '@jest/globals';
import { spawnService } from '../testing/spawn-service.js';
import { startTestService, type TestService } from '../testing/start-service.js';
import { DEFECTS } from './index.js';

const SERVICE_TOKEN = 'service-token';
const REQUESTS = 150;

let service: TestService | undefined;
afterEach(async () => {
  await service?.stop();
  service = undefined;
});

const scrape = async ({ url }: TestService) => {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${SERVICE_TOKEN}` } });
  return parseExposition(await response.text());
};

/** Who chats a little with the service: in each turn a send and, so many times, the newest page of history. */
const chat = async (at: TestService, turns: number, pages: number): Promise<number> => {
  const user = await at.register();
  const channel = await at.channel(user);
  let refusals = 0;
  for (let turn = 0; turn < turns; turn++) {
    const sent = user.rest.sendMessage(channel.id, { clientId: `turn-${turn}`, content: 'hello' });
    await sent.catch(() => refusals++);
    const reads = Array.from({ length: pages }, () => user.rest.history(channel.id));
    const [page] = await Promise.all(reads);
    if (page) expect(page.head).toBe(turn + 1 - refusals);
  }
  return refusals;
};

/** States of the objectives that requests decide, after some chatting. */
const statesWith = async (defects: string, turns: number, pages: number): Promise<Record<string, string>> => {
  service = await startTestService({ CHATWATCH_DEFECTS: defects, SERVICE_TOKEN });
  const start = await scrape(service);
  await chat(service, turns, pages);
  const window = { start, end: await scrape(service), elapsedSeconds: 60 };
  const judged = loadObjectives().filter(({ id }) =>
    ['api-response-time', 'error-rate', 'cache-hit-rate'].includes(id),
  );
  return Object.fromEntries(judged.map((objective) => [objective.id, evaluate(objective, window).state]));
};

describe('a service with a defect', () => {
  it('keeps its promises without one', async () => {
    const states = await statesWith('', 5, REQUESTS / 5);
    expect(states).toEqual({ 'api-response-time': 'met', 'error-rate': 'met', 'cache-hit-rate': 'met' });
  });

  it('misses the response time with slow-history, and nothing else', async () => {
    const states = await statesWith('slow-history', 5, REQUESTS / 5);
    expect(states).toEqual({ 'api-response-time': 'missed', 'error-rate': 'met', 'cache-hit-rate': 'met' });
  });

  it('misses the error rate with failing-sends, and stores what it acknowledged', async () => {
    const states = await statesWith('failing-sends', REQUESTS, 1);
    expect(states).toMatchObject({ 'api-response-time': 'met', 'error-rate': 'missed' });
  });

  it('says so in its log', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-defects-'));
    const spawned = await spawnService({ DATA_DIR: directory, CHATWATCH_DEFECTS: 'slow-history' });
    const line = await spawned.logged('a defect is switched on: this service breaks a promise on purpose');
    expect(line).toMatchObject({ level: 'warn', defect: 'slow-history', breaks: 'api-response-time' });
    await spawned.end('SIGINT');
    await rm(directory, { recursive: true, force: true });
  });
});

describe.each(Object.entries(DEFECTS))('%s', (name, { does, breaks }) => {
  it('breaks an objective that there is', () => {
    expect(loadObjectives().map(({ id }) => id)).toContain(breaks);
  });

  it('is in the table of the documentation', async () => {
    const page = await readFile(new URL('../../../docs/defects.md', import.meta.url), 'utf8');
    const rows = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    expect(rows).toContainEqual(['', `\`${name}\``, does, `\`${breaks}\``, '']);
  });
});
