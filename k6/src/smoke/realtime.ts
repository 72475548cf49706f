import type { Rest } from '../rest/rest.ts';
import { ChatSocket } from '../socket/chat-socket.ts';
import type { LogEntry } from '../socket/frames.ts';
import { until } from '../timing.ts';
import { expectStatus, expectThat, textAt } from './expect.ts';
import type { Tourist } from './tour.ts';

const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 20;

/** Says everything that the protocol knows once, resumes, and reads along with a ticket. */
export async function visitRealtime(rest: Rest, channelId: string, { run, name, token }: Tourist): Promise<void> {
  const entries: LogEntry[] = [];
  const { socket } = await ChatSocket.open(run.baseUrl, { token }, { onEntry: (entry) => entries.push(entry) });
  const { head = 0 } = await socket.request({ type: 'subscribe', channelId });
  const clientId = `${name}-socket`;
  const sent = await socket.request({ type: 'send', channelId, clientId, content: 'hello over a socket' });
  const repeated = await socket.request({ type: 'send', channelId, clientId, content: 'hello over a socket' });
  expectThat('send: a repeat is no second message', repeated.duplicate === true && repeated.seq === sent.seq);
  await socket.request({ type: 'edit', channelId, seq: sent.seq, content: 'edited' });
  await socket.request({ type: 'delete', channelId, seq: sent.seq });
  socket.tell({ type: 'typing', channelId });
  socket.tell({ type: 'status', status: 'online' });
  socket.tell({ type: 'receipts', samples: [{ deliveryMs: 1 }] });
  const { serverTime } = await socket.request({ type: 'ping', t: Date.now() });
  expectThat('ping: tells the time', Number.isFinite(Date.parse(serverTime ?? '')));
  const refusal = await refusalOf(socket.request({ type: 'subscribe', channelId: 'unknown' }));
  expectThat('subscribe: an unknown channel is refused', refusal.includes('not_found'));
  const numbers = [head + 1, head + 2, head + 3];
  expectThat('message, edit and deletion arrive in order', await sees(entries, numbers));
  await socket.request({ type: 'unsubscribe', channelId });
  socket.close();
  await resume({ rest, baseUrl: run.baseUrl, channelId, numbers });
}

interface Resumption {
  readonly rest: Rest;
  readonly baseUrl: string;
  readonly channelId: string;
  /** What was missed. */
  readonly numbers: readonly number[];
}

/** With a ticket, which may read but not write. */
async function resume({ rest, baseUrl, channelId, numbers }: Resumption): Promise<void> {
  const issued = await rest.call('issueTicket', { json: { channelIds: [channelId] } });
  expectStatus('issueTicket', issued, 201);
  const entries: LogEntry[] = [];
  const credentials = { ticket: textAt(issued, 'ticket') };
  const { socket } = await ChatSocket.open(baseUrl, credentials, { onEntry: (entry) => entries.push(entry) });
  const afterSeq = (numbers[0] ?? 1) - 1;
  const { missed, recovered } = await socket.request({ type: 'subscribe', channelId, afterSeq });
  expectThat('subscribe: tells what was missed', recovered === true && missed === numbers.length);
  expectThat('what was missed arrives in order', await sees(entries, numbers));
  const refusal = await refusalOf(socket.request({ type: 'send', channelId, clientId: 'ticket', content: 'no' }));
  expectThat('send: forbidden with a ticket', refusal.includes('forbidden'));
  socket.close();
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
