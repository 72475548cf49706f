import http from 'k6/http';
import type { ObjectBatchRequest, ResponseBody } from 'k6/http';
import { sleep } from 'k6';
import type { Options } from '../options.ts';
import { operations, type Operation } from '../rest/operations.ts';
import { channelOf, channelSizes } from './channels.ts';

/** Registrations under way at once: more only wait, as the service hashes two passwords at a time. */
const PARALLEL = 4;
/** Of a limited service; longer than any limit's window. */
const LONGEST_RETRY_SECONDS = 60;

/** What setup leaves for the people of a run; every VU gets a copy of its own, so it is one text and small. */
export interface Town {
  /** Tokens, each padded to `tokenLength`. */
  readonly tokens: string;
  readonly tokenLength: number;
  readonly channelIds: readonly string[];
  readonly sizes: readonly number[];
}

/** A person's credentials, from the run and the person's number alone. */
export const credentialsOf = ({ runId }: Pick<Options, 'runId'>, person: number | string) => ({
  email: `k6-${runId}-${String(person)}@example.com`,
  password: `k6-${runId}-password`,
});

/** Registers everybody under the run's prefix and creates their channels. Throws when the service refuses. */
export function foundTown(options: Options, shares: readonly number[]): Town {
  const tokens = register(options);
  const sizes = channelSizes(options.people, shares);
  const channelIds = sizes.map((_, channel) => {
    const owner = tokens.findIndex((_token, person) => channelOf(person, sizes) === channel);
    const body = { name: `k6 ${options.runId} ${String(channel + 1)}`, type: 'public' };
    const created = post(options, 'createChannel', body, tokens[owner]);
    return (JSON.parse(created) as { id: string }).id; // the shape that the protocol promises
  });
  const tokenLength = Math.max(...tokens.map(({ length }) => length));
  return { tokens: tokens.map((token) => token.padEnd(tokenLength)).join(''), tokenLength, channelIds, sizes };
}

export const tokenOf = ({ tokens, tokenLength }: Town, person: number): string =>
  tokens.slice(person * tokenLength, (person + 1) * tokenLength).trimEnd();

/** Where a person chats, and how many read along. */
export function placeOf({ channelIds, sizes }: Town, person: number): { channelId: string; audience: number } {
  const channel = channelOf(person, sizes);
  return { channelId: channelIds[channel] ?? '', audience: sizes[channel] ?? 0 };
}

/** How many log entries the run's channels hold: for the last line of a run. */
export function entriesIn(options: Options, { channelIds, ...town }: Town): number {
  const headers = { Authorization: `Bearer ${tokenOf({ channelIds, ...town }, 0)}` };
  const heads = channelIds.map((id) => {
    const url = `${options.baseUrl}/api/channels/${id}/messages?limit=1`;
    const { status, body } = http.get(url, { headers, responseType: 'text', tags: { name: 'listMessages' } });
    return status === 200 ? (JSON.parse(body) as { head: number }).head : 0; // the shape that the protocol promises
  });
  return heads.reduce((sum, head) => sum + head, 0);
}

function register(options: Options): string[] {
  const tokens: string[] = [];
  while (tokens.length < options.people) {
    const first = tokens.length;
    const people = Array.from({ length: Math.min(PARALLEL, options.people - first) }, (_, index) => first + index);
    const answers = http.batch(people.map((person) => ({ ...toPost(options, 'register', newcomer(options, person)) })));
    for (const [index, { status, body }] of answers.entries()) {
      // Refused for being too many at once: again, and patiently.
      const text = status === 201 ? textOf(body) : post(options, 'register', newcomer(options, first + index));
      tokens.push((JSON.parse(text) as { token: string }).token); // the shape that the protocol promises
    }
  }
  return tokens;
}

const newcomer = (options: Options, person: number) => ({
  name: `k6 ${options.runId} ${String(person)}`,
  ...credentialsOf(options, person),
});

function toPost({ baseUrl }: Options, operation: Operation, body: unknown, token?: string): ObjectBatchRequest {
  const [method, route] = operations[operation];
  const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const headers = { 'Content-Type': 'application/json', ...authorization };
  const params = { headers, tags: { name: operation }, responseType: 'text' as const };
  return { method, url: `${baseUrl}${route}`, body: JSON.stringify(body), params };
}

/** Answers with the body of what was created; waits where the service says so. */
function post(options: Options, operation: Operation, body: unknown, token?: string): string {
  const request = toPost(options, operation, body, token);
  for (let waitedSeconds = 0; ;) {
    const response = http.request(request.method, request.url, request.body, request.params);
    if (response.status === 201) return textOf(response.body);
    const seconds = Number(response.headers['Retry-After'] ?? 1);
    waitedSeconds += seconds;
    if (response.status !== 429 || waitedSeconds > LONGEST_RETRY_SECONDS) {
      throw new Error(
        `${operation} at ${options.baseUrl} was answered ${String(response.status)}: ${response.error || textOf(response.body)}`,
      );
    }
    sleep(seconds);
  }
}

const textOf = (body: ResponseBody): string => (typeof body === 'string' ? body : '');
