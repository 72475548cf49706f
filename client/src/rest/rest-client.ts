import { newClientId } from '../client-id.js';
import { ChatError } from '../errors.js';
import type {
  BulkResult,
  Channel,
  ChannelType,
  FileReference,
  HistoryPage,
  Message,
  Session,
  StatusUpdate,
  Presence,
  Ticket,
  User,
} from '../protocol/resources.js';
import type { VitalsReport } from '../protocol/vitals.js';
import { fullJitterMs, type Backoff } from '../timing/backoff.js';
import { systemClock, type Clock } from '../timing/clock.js';
import { pause, withDeadline, type CallOptions } from './deadline.js';
import { exchange, type Fetch, readBlob, readJson } from './http.js';

/** A bearer token, or what gives the present one, asked before every call; undefined calls without. */
export type TokenProvider = string | (() => string | undefined | Promise<string | undefined>);

export interface RestClientOptions {
  /** Where `/api` lies, without a slash at its end; empty for the page's own origin. */
  readonly baseUrl: string;
  /** A user's token or the service token. */
  readonly token?: TokenProvider;
  /** Default: the platform's. */
  readonly fetch?: Fetch;
  /** Longest a call may take with its repetitions, milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** Most repetitions of a call that failed retryably. Default 2. */
  readonly retries?: number;
  /** Pauses between repetitions. Default 200 ms up to 2 s. */
  readonly backoff?: Backoff;
  readonly clock?: Clock;
  readonly random?: () => number;
}

/** One page of history: newest first with `before` or neither, oldest first with `after`; not both. */
export interface HistoryQuery {
  readonly before?: number;
  readonly after?: number;
  /** 1 to 100, at the server 50 by default. */
  readonly limit?: number;
}

/** What can page through a channel's history; a `RestClient` is one. */
export interface HistorySource {
  history(channelId: string, query?: HistoryQuery, options?: CallOptions): Promise<HistoryPage>;
}

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Sent as JSON, but for a form. */
  readonly body?: object;
  /** Whether doing it twice is the same as doing it once. */
  readonly isRepeatable: boolean;
}

type Settings = RestClientOptions & Required<Omit<RestClientOptions, 'token' | 'fetch'>>;

/** Longest transfer of a file unless told otherwise. */
const TRANSFER_MS = 60_000;

const DEFAULTS = { timeoutMs: 10_000, retries: 2, backoff: { baseMs: 200, capMs: 2_000 } };

/**
 * Typed calls of the HTTP API. Every call rejects with `ChatApiError` when the server refuses it or does not answer in
 * time, and with the signal's reason when that aborts. Calls that are safe to repeat are, with full jitter, after a
 * failure that may pass; `register`, `login`, `createChannel` and `uploadFile` are not.
 *
 * @example
 * const rest = new RestClient({ baseUrl: 'http://127.0.0.1:3000', token: () => session.token });
 * const { messages, head } = await rest.history('c1', { limit: 20 });
 */
export class RestClient implements HistorySource {
  readonly #options: Settings;
  readonly #fetch: Fetch;

  constructor(options: RestClientOptions) {
    this.#options = { ...DEFAULTS, clock: systemClock, random: Math.random, ...options };
    this.#fetch = options.fetch ?? ((url, init) => fetch(url, init));
  }

  // The answers below are cast to what the API's contract says of the route: its server is tested against it, and a
  // schema of every resource would be the larger part of what a page loads.

  /** Creates an account. `conflict` when the e-mail is taken. */
  async register(account: { name: string; email: string; password: string }, options?: CallOptions): Promise<Session> {
    return (await this.#post('/api/auth/register', account, options)) as Session;
  }

  /** Signs in. `unauthorized` when e-mail and password do not fit. */
  async login(credentials: { email: string; password: string }, options?: CallOptions): Promise<Session> {
    return (await this.#post('/api/auth/login', credentials, options)) as Session;
  }

  /** A ticket for one connection that only reads; `channelIds` narrows what. `not_found` for one that one may not read. */
  async createTicket(request: { channelIds?: readonly string[] } = {}, options?: CallOptions): Promise<Ticket> {
    return (await this.#post('/api/auth/tickets', request, options)) as Ticket;
  }

  /** The user of the token. */
  async me(options?: CallOptions): Promise<User> {
    return (await this.#get('/api/users/me', options)) as User;
  }

  /** Users by name, beginnings of words are enough; best match first. `limit` is 1 to 100, at the server 20 by default. */
  async searchUsers(text: string, query: { limit?: number } = {}, options?: CallOptions): Promise<readonly User[]> {
    const search = new URLSearchParams({ q: text });
    if (query.limit !== undefined) search.set('limit', String(query.limit));
    const { users } = (await this.#get(`/api/users/search?${search.toString()}`, options)) as {
      users: readonly User[];
    };
    return users;
  }

  /** Sets up to 1,000 statuses in one write; others than one's own take an administrator or the service token. */
  async setStatuses(updates: readonly StatusUpdate[], options?: CallOptions): Promise<BulkResult> {
    const call = { method: 'PATCH', path: '/api/users/statuses', body: { updates }, isRepeatable: true } as const;
    return (await this.#call(call, options)) as BulkResult;
  }

  /** One's own channels and the public ones. */
  async listChannels(options?: CallOptions): Promise<readonly Channel[]> {
    const { channels } = (await this.#get('/api/channels', options)) as { channels: readonly Channel[] };
    return channels;
  }

  /** Creates a channel that the caller owns. */
  async createChannel(
    channel: { name: string; type: ChannelType; memberIds?: readonly string[] },
    options?: CallOptions,
  ): Promise<Channel> {
    return (await this.#post('/api/channels', channel, options)) as Channel;
  }

  /** `not_found` also for a private channel that one is not in. */
  async getChannel(channelId: string, options?: CallOptions): Promise<Channel> {
    return (await this.#get(channelPath(channelId), options)) as Channel;
  }

  /** Members who are not offline, oneself among them; `presence` frames tell what changes. */
  async listPresence(channelId: string, options?: CallOptions): Promise<readonly Presence[]> {
    const { presence } = (await this.#get(`${channelPath(channelId)}/presence`, options)) as {
      presence: readonly Presence[];
    };
    return presence;
  }

  /** Adds a member (as the owner), or oneself with `'me'` to a public channel. */
  async addMember(channelId: string, userId: string, options?: CallOptions): Promise<void> {
    await this.#call({ method: 'PUT', path: memberPath(channelId, userId), isRepeatable: true }, options);
  }

  /** Removes a member (as the owner), or oneself with `'me'`. */
  async removeMember(channelId: string, userId: string, options?: CallOptions): Promise<void> {
    await this.#call({ method: 'DELETE', path: memberPath(channelId, userId), isRepeatable: true }, options);
  }

  async history(channelId: string, query: HistoryQuery = {}, options?: CallOptions): Promise<HistoryPage> {
    const search = new URLSearchParams();
    for (const name of ['before', 'after', 'limit'] as const) {
      if (query[name] !== undefined) search.set(name, String(query[name]));
    }
    const suffix = search.size > 0 ? `?${search.toString()}` : '';
    return (await this.#get(`${channelPath(channelId)}/messages${suffix}`, options)) as HistoryPage;
  }

  /**
   * Sends a message exactly once: repetitions carry the same `clientId`, a new one where none is given. `conflict` when
   * it was used in another channel.
   */
  async sendMessage(
    channelId: string,
    message: { /** May be empty with a file. */ content: string; clientId?: string; fileIds?: readonly string[] },
    options?: CallOptions,
  ): Promise<Message> {
    const body = { ...message, clientId: message.clientId ?? newClientId() };
    const path = `${channelPath(channelId)}/messages`;
    return (await this.#call({ method: 'POST', path, body, isRepeatable: true }, options)) as Message;
  }

  /** Gives one's own message new content. */
  async editMessage(channelId: string, seq: number, content: string, options?: CallOptions): Promise<Message> {
    const path = `${channelPath(channelId)}/messages/${seq}`;
    return (await this.#call({ method: 'PATCH', path, body: { content }, isRepeatable: true }, options)) as Message;
  }

  async deleteMessage(channelId: string, seq: number, options?: CallOptions): Promise<void> {
    const path = `${channelPath(channelId)}/messages/${seq}`;
    await this.#call({ method: 'DELETE', path, isRepeatable: true }, options);
  }

  /** Reports how fast a page was. Not repeated after a failure, as it might be counted twice. */
  async reportVitals(report: VitalsReport, options?: CallOptions): Promise<void> {
    await this.#post('/api/vitals', report, options);
  }

  /**
   * Uploads one's own file, for one message to carry. Its type is found by its content: `unsupported_media_type` for one
   * that is not taken. Not repeated by itself; takes up to a minute unless told otherwise.
   */
  async uploadFile(
    file: Blob,
    { name, ...options }: CallOptions & { /** Default: the file's own. */ name?: string } = {},
  ): Promise<FileReference> {
    const body = new FormData();
    if (name === undefined) body.set('file', file);
    else body.set('file', file, name);
    const call = { method: 'POST', path: '/api/files', body, isRepeatable: false } as const;
    return (await this.#call(call, { timeoutMs: TRANSFER_MS, ...options })) as FileReference;
  }

  /** The bytes of a file, of the type that the server found. `not_found` also for one that one may not read. */
  async downloadFile(fileId: string, options?: CallOptions): Promise<Blob> {
    const call = { method: 'GET', path: `/api/files/${encodeURIComponent(fileId)}`, isRepeatable: true } as const;
    return this.#call(call, { timeoutMs: TRANSFER_MS, ...options }, readBlob);
  }

  #get(path: string, options?: CallOptions): Promise<unknown> {
    return this.#call({ method: 'GET', path, isRepeatable: true }, options);
  }

  #post(path: string, body: object, options?: CallOptions): Promise<unknown> {
    return this.#call({ method: 'POST', path, body, isRepeatable: false }, options);
  }

  #call(call: Call, options?: CallOptions): Promise<unknown>;
  #call<Body>(call: Call, options: CallOptions, read: (response: Response) => Promise<Body>): Promise<Body>;
  #call(
    call: Call,
    { signal, timeoutMs = this.#options.timeoutMs }: CallOptions = {},
    read: (response: Response) => Promise<unknown> = readJson,
  ): Promise<unknown> {
    return withDeadline(this.#options.clock, timeoutMs, signal, (deadline) =>
      this.#repeat(call, deadline, () => this.#exchange(call, deadline, read)),
    );
  }

  async #repeat(call: Call, signal: AbortSignal, run: () => Promise<unknown>): Promise<unknown> {
    const { clock, retries, backoff, random } = this.#options;
    for (let attempt = 0; ; attempt++) {
      try {
        return await run();
      } catch (error) {
        const mayRepeat = call.isRepeatable && attempt < retries && !signal.aborted;
        if (!mayRepeat || !(error instanceof ChatError && error.isRetryable)) throw error;
      }
      await pause(clock, fullJitterMs(attempt, backoff, random), signal);
    }
  }

  async #exchange(
    { method, path, body }: Call,
    signal: AbortSignal,
    read: (response: Response) => Promise<unknown>,
  ): Promise<unknown> {
    const { token, baseUrl } = this.#options;
    const bearer = typeof token === 'function' ? await token() : token;
    const headers: Record<string, string> = { accept: read === readJson ? 'application/json' : '*/*' };
    if (bearer !== undefined) headers.authorization = `Bearer ${bearer}`;
    const init = { method, headers, signal };
    if (body === undefined) return exchange(this.#fetch, baseUrl + path, init, read);
    // A form brings the type of its own, with its boundary.
    if (body instanceof FormData) return exchange(this.#fetch, baseUrl + path, { ...init, body }, read);
    headers['content-type'] = 'application/json';
    return exchange(this.#fetch, baseUrl + path, { ...init, body: JSON.stringify(body) }, read);
  }
}

function channelPath(channelId: string): string {
  return `/api/channels/${encodeURIComponent(channelId)}`;
}

function memberPath(channelId: string, userId: string): string {
  return `${channelPath(channelId)}/members/${encodeURIComponent(userId)}`;
}
