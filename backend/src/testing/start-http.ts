import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Session } from '@chatwatch/client';
import { loadObjectives } from '@chatwatch/objectives';
import type { RequestHandler } from 'express';
import { Analytics } from '../analytics/analytics.js';
import { Accounts } from '../auth/accounts.js';
import { Authenticator } from '../auth/authenticator.js';
import { Passwords } from '../auth/passwords.js';
import { Tickets } from '../auth/tickets.js';
import { Tokens } from '../auth/tokens.js';
import { Cache } from '../cache/index.js';
import { ChannelAccess } from '../chat/access.js';
import { Authors } from '../chat/authors.js';
import { Channels } from '../chat/channels.js';
import { HistoryPages } from '../chat/history/pages.js';
import { Messages } from '../chat/messages.js';
import type { Publisher } from '../chat/publisher.js';
import { Statuses } from '../chat/statuses.js';
import { UserSearch } from '../chat/user-search.js';
import { Users } from '../chat/users.js';
import { type Config, parseConfig } from '../config.js';
import { Files } from '../files/files.js';
import { createHttpApp } from '../http/app.js';
import { listen } from '../http/listen.js';
import { sessionSchema } from '../http/resources.js';
import { type Health, readinessOf } from '../http/routes/health.js';
import { allRoutes } from '../http/routes/index.js';
import { createHttpServer } from '../http/server.js';
import { RateLimits } from '../limits/rate-limits.js';
import { SignInGuard } from '../limits/sign-in-guard.js';
import { createLog } from '../log.js';
import { openDiskFileStore } from '../storage/files/disk-file-store.js';
import type { FileStore } from '../storage/files/file-store.js';
import { openSqliteStore } from '../storage/sqlite/index.js';
import type { Store } from '../storage/store.js';
import { type Caller, callerOf } from './caller.js';

export const SERVICE_TOKEN = 'a-service-token';
export const JWT_SECRET = 'a secret of at least thirty-two bytes';

export interface HttpUnderTest {
  readonly url: string;
  readonly store: Store;
  /** Where the bytes of uploaded files are. */
  readonly filesDirectory: string;
  /** What was logged, a line an element. */
  readonly logged: Record<string, unknown>[];
  readonly call: Caller;
  /** A new account, signed in; its address is its name at example.org. */
  readonly register: (name: string) => Promise<Session>;
  close(): Promise<void>;
}

export interface HttpTestOptions {
  readonly env?: Record<string, string>;
  readonly health?: Health;
  readonly metricsHandler?: RequestHandler;
  readonly observe?: RequestHandler;
  /** Another server whose store and files this one works on, with caches of its own. */
  readonly over?: HttpUnderTest;
  /** False: every request takes the way through Express. */
  readonly hasDoor?: boolean;
  /** The clock of tokens and accounts, milliseconds. */
  readonly now?: () => number;
}

const oneMetric: RequestHandler = (_request, response) => {
  response.type('text').send('up 1\n');
};

const passOn: RequestHandler = (_request, _response, next) => {
  next();
};

const fail = (error: unknown): never => {
  throw error;
};

const quietly: Publisher = {
  publish: () => undefined,
  reached: () => undefined,
  doubted: () => undefined,
  membersChanged: () => undefined,
  memberRemoved: () => undefined,
};

type Foundations = Pick<HttpUnderTest, 'store' | 'filesDirectory'> & { readonly remove: () => Promise<void> };

const openFoundations = async (over: HttpUnderTest | undefined): Promise<Foundations> => {
  if (over) return { ...over, remove: () => Promise.resolve() };
  const directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-http-'));
  const store = await openSqliteStore({ directory });
  const remove = async () => {
    await store.close();
    await rm(directory, { recursive: true });
  };
  return { store, filesDirectory: path.join(directory, 'files'), remove };
};

/** The HTTP API over a store in a directory of its own, listening on a free port. */
export const startHttp = async (options: HttpTestOptions = {}): Promise<HttpUnderTest> => {
  const { store, filesDirectory, remove } = await openFoundations(options.over);
  const fileStore = await openDiskFileStore(filesDirectory);
  const config = parseConfig({ JWT_SECRET, SERVICE_TOKEN, PORT: '0', ...options.env });
  const health = options.health ?? { store, isDraining: () => false };
  const logged: Record<string, unknown>[] = [];
  const parts = {
    ...chatOf(store, fileStore, config, options.now),
    signIns: new SignInGuard(config.limits?.requests.sign_in_failures),
    limits: new RateLimits(config.limits),
    health,
    analytics: new Analytics({
      objectives: loadObjectives(),
      peek: () => '',
      readiness: () => readinessOf(health),
      nodeId: config.nodeId,
    }),
    metricsHandler: options.metricsHandler ?? oneMetric,
    observe: options.observe ?? passOn,
    // What pino writes is a JSON object a line.
    log: createLog(config, { write: (line) => logged.push(JSON.parse(line) as Record<string, unknown>) }),
    config,
  } satisfies Parameters<typeof createHttpApp>[0];
  const http = createHttpApp(parts);
  const server = options.hasDoor === false ? createHttpServer(http.app, config) : http.createServer();
  const url = await listen(server, config);
  const call = callerOf(url, allRoutes(parts));
  return {
    url,
    store,
    filesDirectory,
    logged,
    call,
    register: async (name) => {
      const body = { name, email: `${name}@example.org`, password: `password of ${name}` };
      return sessionSchema.parse((await call('POST', '/api/auth/register', { body })).body);
    },
    close: async () => {
      parts.analytics.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await remove();
    },
  };
};

const chatOf = (store: Store, fileStore: FileStore, config: Config, now: HttpTestOptions['now']) => {
  const clock = now && { now };
  const tokens = new Tokens({ jwtSecret: JWT_SECRET, ttlSeconds: config.tokenTtlSeconds, ...clock });
  const passwords = new Passwords({ maxWaiting: config.passwordQueue });
  const cache = new Cache({ maxBytes: config.cacheBytes });
  const access = new ChannelAccess(store.channels, cache);
  const authors = new Authors(store.users, cache);
  const files = new Files({ records: store.files, bytes: fileStore, access, users: store.users, onFault: fail });
  const pages = new HistoryPages({ store: store.messages, authors, cache });
  const accounts = new Accounts({ users: store.users, ...clock });
  return {
    authenticator: new Authenticator({ tokens, accounts, serviceToken: SERVICE_TOKEN, ...clock }),
    tickets: new Tickets({ store: store.tickets, accounts, access, sessionSeconds: config.ticketSessionSeconds }),
    statuses: new Statuses({ store, access, listener: { statusesSet: () => undefined } }),
    users: new Users({ store: store.users, search: new UserSearch(store, cache), passwords, tokens }),
    channels: new Channels({ store: store.channels, access, publisher: quietly }),
    messages: new Messages({
      store: store.messages,
      access,
      authors,
      publisher: quietly,
      discardFiles: files.discard,
      pages,
    }),
    files,
  };
};
