import type { Rest } from '../rest/rest.ts';
import { ChatSocket, type Credentials } from '../socket/chat-socket.ts';
import type { LogEntry } from '../socket/frames.ts';
import { until } from '../timing.ts';
import { expectStatus, expectThat, textAt } from './expect.ts';
import type { Tourist } from './tour.ts';

const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 20;

interface Line {
  readonly socket: ChatSocket;
  readonly channelId: string;
  /** What came, in order. */
  readonly entries: readonly LogEntry[];
}

/** Says everything that the protocol knows once, resumes, and reads along with a ticket. */
export async function visitRealtime(rest: Rest, channelId: string, { run, name, token }: Tourist): Promise<void> {
  const { baseUrl } = run;
  let head = 0;
  await onLine(baseUrl, { token }, async (socket, entries) => {
    const line = { socket, channelId, entries };
    head = (await socket.request({ type: 'subscribe', channelId })).head ?? 0;
    await write(line, `${name}-socket`);
    await sayTheRest(line);
    expectThat('message, edit and deletion arrive in order', await sees(entries, [head + 1, head + 2, head + 3]));
    await socket.request({ type: 'unsubscribe', channelId });
  });
  const issued = await rest.call('issueTicket', { json: { channelIds: [channelId] } });
  expectStatus('issueTicket', issued, 201);
  await onLine(baseUrl, { ticket: textAt(issued, 'ticket') }, (socket, entries) =>
    resume({ socket, channelId, entries }, head),
  );
}

/** An open socket would keep a run from ending, so it is closed whatever happens. */
async function onLine(
  baseUrl: string,
  credentials: Credentials,
  work: (socket: ChatSocket, entries: readonly LogEntry[]) => Promise<void>,
): Promise<void> {
  const entries: LogEntry[] = [];
  const { socket } = await ChatSocket.open(baseUrl, credentials, { onEntry: (entry) => entries.push(entry) });
  try {
    await work(socket, entries);
  } finally {
    socket.close();
  }
}

async function write({ socket, channelId }: Line, clientId: string): Promise<void> {
  const message = { type: 'send', channelId, clientId, content: 'hello over a socket' };
  const sent = await socket.request(message);
  const repeated = await socket.request(message);
  expectThat('send: a repeat is no second message', repeated.duplicate === true && repeated.seq === sent.seq);
  await socket.request({ type: 'edit', channelId, seq: sent.seq, content: 'edited' });
  await socket.request({ type: 'delete', channelId, seq: sent.seq });
}

async function sayTheRest({ socket, channelId }: Line): Promise<void> {
  socket.tell({ type: 'typing', channelId });
  socket.tell({ type: 'status', status: 'online' });
  socket.tell({ type: 'receipts', samples: [{ deliveryMs: 1 }] });
  const { serverTime } = await socket.request({ type: 'ping', t: Date.now() });
  expectThat('ping: tells the time', Number.isFinite(Date.parse(serverTime ?? '')));
  const refusal = await refusalOf(socket.request({ type: 'subscribe', channelId: 'unknown' }));
  expectThat('subscribe: an unknown channel is refused', refusal.includes('not_found'));
}

/** With a ticket, which may read but not write: three entries were missed since `head`. */
async function resume({ socket, channelId, entries }: Line, head: number): Promise<void> {
  const { missed, recovered } = await socket.request({ type: 'subscribe', channelId, afterSeq: head });
  expectThat('subscribe: tells what was missed', recovered === true && missed === 3);
  expectThat('what was missed arrives in order', await sees(entries, [head + 1, head + 2, head + 3]));
  const refusal = await refusalOf(socket.request({ type: 'send', channelId, clientId: 'ticket', content: 'no' }));
  expectThat('send: forbidden with a ticket', refusal.includes('forbidden'));
}

/** Whether exactly these entries came, once all of them had time to. */
async function sees(entries: readonly LogEntry[], numbers: readonly number[]): Promise<boolean> {
  const deadlineMs = Date.now() + PATIENCE_MS;
  while (entries.length < numbers.length && Date.now() < deadlineMs) await until(Date.now() + LOOK_EVERY_MS);
  return entries.map(({ seq }) => seq).join() === numbers.join();
}

/** Why a request was refused; empty when it was met. */
const refusalOf = (request: Promise<unknown>): Promise<string> =>
  request.then(
    () => '',
    (reason: unknown) => (reason instanceof Error ? reason.message : ''),
  );
