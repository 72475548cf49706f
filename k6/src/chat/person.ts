import { metrics } from '../metrics.ts';
import { stampedText } from '../delivery/stamp.ts';
import { seededRandom } from '../people/random.ts';
import { sendTimes } from '../people/schedule.ts';
import { draw, type Traffic } from '../people/traffic.ts';
import { countEvents } from '../promises/promises.ts';
import { Rest } from '../rest/rest.ts';
import { until } from '../timing.ts';
import { Connection } from './connection.ts';

const TYPED_BYTES_PER_SECOND = 6;
const MOST_TYPING_MS = 3_000;
/** Who was silent for so long looks at what was written meanwhile before answering. */
const READ_BACK_AFTER_MS = 60_000;
const RECEIPTS_EVERY_MS = 10_000;
/** Over which people ask what they were owed, so that they do not all ask at once. */
const SETTLE_MS = 2_000;

/** When things happen in a run, epoch milliseconds: known to everyone beforehand. */
export interface Times {
  readonly startMs: number;
  /** From here on everybody is there. */
  readonly fullMs: number;
  /** Nobody writes any more. */
  readonly quietMs: number;
  /** What has not come by now never will. */
  readonly endMs: number;
}

export interface Visit {
  readonly baseUrl: string;
  readonly channelId: string;
  /** People in the channel. */
  readonly audience: number;
  readonly times: Times;
  readonly traffic: Traffic;
  readonly pace: number;
  readonly seed: number;
  /** Unique in the run: begins the client ids. */
  readonly name: string;
}

/** One person's visit: looks at channels and history, connects, writes as planned, and settles what was owed. */
export async function chat(token: string, visit: Visit): Promise<void> {
  const { baseUrl, channelId, audience, times } = visit;
  const random = seededRandom(visit.seed);
  const rest = new Rest(baseUrl, token);
  const { startMs } = times;
  const connection = new Connection({ baseUrl, token, channelId, audience, startMs, giveUpMs: times.endMs, random });
  await rest.call('listChannels');
  await connection.connect(await readBack(rest, channelId, 50));
  const isHereInTime = Date.now() <= times.fullMs;
  await write(visit, connection, rest, random);
  await until(times.quietMs);
  if (isHereInTime && connection.isUnbroken) metrics.peopleStayed.add(1);
  await until(times.endMs);
  connection.report();
  connection.end(await settledHead(rest, channelId, random));
  countEvents();
}

/** Writes at the planned times, whatever becomes of earlier messages. */
async function write(visit: Visit, connection: Connection, rest: Rest, random: () => number): Promise<void> {
  const { traffic, pace, times, name, channelId } = visit;
  const planned = sendTimes(traffic.gapSeconds, { fromMs: Date.now(), untilMs: times.quietMs }, pace, random);
  let previousMs = Date.now();
  for (const [number, dueMs] of planned.entries()) {
    const bytes = Math.round(draw(traffic.contentBytes, random()));
    await listen(dueMs - Math.min(MOST_TYPING_MS, (bytes / TYPED_BYTES_PER_SECOND) * 1000), connection);
    if (dueMs - previousMs > READ_BACK_AFTER_MS) void readBack(rest, channelId, 50);
    connection.typing();
    await until(dueMs);
    metrics.generatorLag.add(Math.max(0, Date.now() - dueMs));
    connection.send(`${name}-${String(number)}`, stampedText(dueMs - times.startMs, bytes, random));
    previousMs = dueMs;
  }
  await listen(times.quietMs, connection);
}

/** Idles, and reports now and then what was measured. */
async function listen(untilMs: number, connection: Connection): Promise<void> {
  for (let atMs = Date.now() + RECEIPTS_EVERY_MS; atMs < untilMs; atMs += RECEIPTS_EVERY_MS) {
    await until(atMs);
    connection.report();
    countEvents();
  }
  await until(untilMs);
}

/** The log's head once all is quiet: a question of the run's, which is no person's and not judged. */
async function settledHead(rest: Rest, channelId: string, random: () => number): Promise<number | undefined> {
  await until(Date.now() + random() * SETTLE_MS);
  return headIn(await rest.callUnjudged('listMessages', { path: { channelId }, query: { limit: 1 } }));
}

/** The newest page of history; answers with the log's head, or undefined when there was no page. */
async function readBack(rest: Rest, channelId: string, limit: number): Promise<number | undefined> {
  return headIn(await rest.call('listMessages', { path: { channelId }, query: { limit } }));
}

function headIn({ status, body }: { readonly status: number; readonly body: string }): number | undefined {
  if (status !== 200) return undefined;
  const { head } = JSON.parse(body) as { readonly head: number }; // the shape that the protocol promises
  return head;
}
