/**
 * A process that asks a server for one page at a fixed rate and reports how long each answer took. It is no part of
 * the process with the WebSocket load: waiting there would be measured as the server's time.
 * Arguments: the URL, requests a second, milliseconds.
 */
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { atRate } from './at-rate.js';

const [url = '', perSecond, durationMs] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });
const latenciesMs: number[] = [];

function ask(): Promise<void> {
  const sentAt = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${String(response.statusCode)}`));
      response.resume().on('end', () => {
        latenciesMs.push(performance.now() - sentAt);
        resolve();
      });
    }).on('error', reject);
  });
}

const answers: Promise<void>[] = [];
const stop = atRate(Number(perSecond), () => answers.push(ask()));
await sleep(Number(durationMs));
stop();
await Promise.all(answers);
agent.destroy();
process.stdout.write(JSON.stringify(latenciesMs));
