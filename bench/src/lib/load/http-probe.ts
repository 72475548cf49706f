/**
 * A process that asks a server for one page at a fixed rate and reports how long each answer took. It is no part of
 * the process with the WebSocket load: waiting there would be measured as the server's time.
 * Arguments: the URL, requests a second, milliseconds.
 */
import { Agent, get } from 'node:http';
import { constants, setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { atRate } from './at-rate.js';

const [url = '', perSecond, durationMs] = process.argv.slice(2);
/** More requests than wait at a time: Node takes in one new connection a turn, which is not what is measured. */
const CONNECTIONS = 100;
/** Requests on each connection that are not measured: the first thousands run in code that is not compiled yet. */
const WARM_UP_ROUNDS = 40;

// All connections are used in turn: one that the server has not heard from for seconds would be closed by it.
const agent = new Agent({ keepAlive: true, scheduling: 'fifo' });

/** Asks for the page and tells how long the answer took, milliseconds. */
function ask(): Promise<number> {
  const sentAt = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${String(response.statusCode)}`));
      response.resume().on('end', () => {
        resolve(performance.now() - sentAt);
      });
    }).on('error', reject);
  });
}

preferThisProcess();
for (let round = 0; round < WARM_UP_ROUNDS; round++) await Promise.all(Array.from({ length: CONNECTIONS }, ask));

const answers: Promise<number>[] = [];
const stop = atRate(Number(perSecond), () => answers.push(ask()));
await sleep(Number(durationMs));
stop();
process.stdout.write(JSON.stringify(await Promise.all(answers)));
agent.destroy();

/** The load keeps a core busy, and the time until this process gets its turn there is not the server's. */
function preferThisProcess(): void {
  try {
    setPriority(constants.priority.PRIORITY_HIGH);
  } catch {
    // Only an administrator may: without it both sides look a few milliseconds slower.
  }
}
