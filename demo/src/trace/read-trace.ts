import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { DemoError, reasonOf } from '../errors.js';

/** One message of the trace. */
export interface TraceMessage {
  readonly channel: number;
  /** Number of the author within the channel. */
  readonly author: number;
  /** Since the start of the trace: the recorded second, and a place within it, see {@link readTrace}. */
  readonly atSeconds: number;
  /** Length of the text in UTF-8. */
  readonly bytes: number;
}

const HEADER = 'channel,offset_s,author,bytes';
const builtInPath = fileURLToPath(new URL('../../data/chat-trace.csv.gz', import.meta.url));

/**
 * Reads a trace as it streams from its compressed file, in order of time. Times are recorded to the second; the messages
 * of one second are spread evenly over it, as sending them all at once would be a burst that nobody recorded.
 *
 * Throws a {@link DemoError} `bad_trace` that names the line.
 */
export async function* readTrace(path: string = builtInPath): AsyncGenerator<TraceMessage> {
  let second: TraceMessage[] = [];
  for await (const message of readMessages(path)) {
    if (second[0] !== undefined && second[0].atSeconds !== message.atSeconds) {
      yield* spread(second);
      second = [];
    }
    second.push(message);
  }
  yield* spread(second);
}

function* spread(second: readonly TraceMessage[]): Generator<TraceMessage> {
  for (const [place, message] of second.entries()) {
    yield { ...message, atSeconds: message.atSeconds + place / second.length };
  }
}

async function* readMessages(path: string): AsyncGenerator<TraceMessage> {
  let lineNumber = 0;
  let previous = 0;
  for await (const line of readLines(path)) {
    lineNumber++;
    if (lineNumber === 1) {
      if (line !== HEADER) throw new DemoError('bad_trace', `${path} must begin with the line ${HEADER}`);
      continue;
    }
    const message = parseLine(line);
    if (message === undefined || message.atSeconds < previous) {
      throw new DemoError('bad_trace', `line ${lineNumber} of ${path} is no message, or earlier than the one before`);
    }
    previous = message.atSeconds;
    yield message;
  }
}

function parseLine(line: string): TraceMessage | undefined {
  if (!/^\d+,\d+,\d+,\d+$/.test(line)) return undefined;
  const [channel = 0, atSeconds = 0, author = 0, bytes = 0] = line.split(',').map(Number);
  return { channel, atSeconds, author, bytes };
}

async function* readLines(path: string): AsyncGenerator<string> {
  // The failure of either stream reaches the loop below, which is where it is told.
  const text = pipeline(createReadStream(path), createGunzip(), () => undefined).setEncoding('utf8');
  let rest = '';
  try {
    // With an encoding set, the chunks are strings.
    for await (const chunk of text as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (cause) {
    throw new DemoError('bad_trace', `${path} cannot be read: ${reasonOf(cause)}`, { cause });
  }
  if (rest !== '') yield rest;
}
