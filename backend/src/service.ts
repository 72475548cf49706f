import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import { loadObjectives, type Objectives } from '@chatwatch/objectives';
import type { ErrorReporter, Telemetry } from '@chatwatch/telemetry';
import type { Logger } from 'pino';
import { Analytics } from './analytics/analytics.js';
import { Accounts } from './auth/accounts.js';
import { Authenticator } from './auth/authenticator.js';
import { ensureAdministrator } from './auth/first-administrator.js';
import { Passwords } from './auth/passwords.js';
import { loadSecrets } from './auth/secrets.js';
import { Tickets } from './auth/tickets.js';
import { Tokens } from './auth/tokens.js';
import { Cache, RedisLevel2 } from './cache/index.js';
import { ChannelAccess } from './chat/access.js';
import { Authors } from './chat/authors.js';
import { Channels } from './chat/channels.js';
import { newId } from './chat/ids.js';
import { HistoryPages } from './chat/history/pages.js';
import { Messages } from './chat/messages.js';
import { Statuses } from './chat/statuses.js';
import { UserSearch } from './chat/user-search.js';
import { Users } from './chat/users.js';
import { buildCluster } from './cluster/build-cluster.js';
import type { Cluster } from './cluster/cluster.js';
import type { Config } from './config.js';
import { switchOnDefects } from './defects/index.js';
import { events } from './events.js';
import { buildFiles } from './files/build-files.js';
import type { FileSweep } from './files/sweep.js';
import { createHttpApp } from './http/app.js';
import { listen } from './http/listen.js';
import { readinessOf } from './http/routes/health.js';
import { RateLimits } from './limits/rate-limits.js';
import { SignInGuard } from './limits/sign-in-guard.js';
import { boundsOn } from './monitoring/bounds.js';
import { startMonitoring } from './monitoring/index.js';
import { Gateway, type GatewayParts } from './realtime/gateway.js';
import { buildPresence, type BuiltPresence } from './realtime/presence/index.js';
import { Rooms } from './realtime/rooms.js';
import { WritePass } from './realtime/write-pass.js';
import { RedisLink } from './redis/index.js';
import type { FileStore } from './storage/files/file-store.js';
import { openStores } from './storage/open-store.js';
import type { Store } from './storage/store.js';

/** Clients are told to come back spread over this long, so that another node is not stormed. */
const RECONNECT_SPREAD_MS = 3_000;

/** Channels whose newest page is read at the start: a tenth of a second's work. */
const WARM_CHANNELS = 200;

/** Longest wait for requests under way; closing takes the rest of the ten seconds that a stop may last. */
const DRAIN_MS = 5_000;

/** A running service. */
export interface Service {
  /** Its address as a URL. */
  readonly url: string;
  /** Drains, commits what waits, and closes everything; within ten seconds. Calling it again gives the same promise. */
  stop(): Promise<void>;
}

export interface ServiceOptions {
  readonly log: Logger;
  /** Told of failures and slow operations; it stays the caller's to close. Nobody is told when left out. */
  readonly reporter?: ErrorReporter;
  /** The service is of no further use and the process should end; told once. */
  readonly onFatal: (error: Error) => void;
}

/**
 * Builds the service's parts and starts them.
 * @throws {ConfigError} for secrets that cannot be read, `ObjectivesError`, `StoreRefused`, or the system's error of
 * listening, such as `EADDRINUSE`
 */
export const startService = async (config: Config, options: ServiceOptions): Promise<Service> => {
  const { log, reporter } = options;
  const objectives = loadObjectives(config.objectivesFile);
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const secrets = await loadSecrets(config);
  const slowQuerySeconds = boundsOn(objectives, 'database_query_duration_seconds').lowestSeconds;
  const impair = switchOnDefects(config.defects, objectives, log);
  const { store: soundStore, fileStore } = await openStores(config, { ...options, slowQuerySeconds });
  const store = impair('store', soundStore);
  const { dataDir, commit } = config;
  const telemetry = startMonitoring({ objectives, dataDir, commit, log, reporter });
  const redis = await openRedis(config, log);
  const parts = buildParts(config, { objectives, store, fileStore, secrets, telemetry, redis, impair, log });
  if (config.admin) await ensureAdministrator(config.admin, { store: store.users, passwords: parts.passwords });
  parts.cluster?.start(parts);
  const url = await listen(parts.server, config);
  parts.sweep.start();
  void warmUp(parts.pages, store, log);
  parts.attendance.start();
  parts.analytics.start();
  return { url, stop: stopper({ ...parts, redis, store, telemetry }) };
};

/** The first readers after a start find the busiest channels in memory; nobody waits for that. */
const warmUp = async (pages: HistoryPages, store: Store, log: Logger): Promise<void> => {
  try {
    const warmed = await pages.warm(await store.channels.lastUsed(WARM_CHANNELS));
    log.debug({ warmed }, 'history of the channels used last is in memory');
  } catch (error) {
    log.warn({ err: error }, 'history could not be read ahead');
  }
};

/** The link to Redis, where there is one; a Redis that does not answer is waited for in the background. */
const openRedis = async ({ redis: address, nodeId }: Config, log: Logger): Promise<RedisLink | undefined> => {
  const link = address && new RedisLink({ address, nodeId, log });
  await link?.start();
  return link;
};

interface Foundations {
  readonly objectives: Objectives;
  readonly store: Store;
  readonly fileStore: FileStore;
  readonly secrets: Awaited<ReturnType<typeof loadSecrets>>;
  readonly telemetry: Telemetry;
  readonly redis: RedisLink | undefined;
  readonly impair: ReturnType<typeof switchOnDefects>;
  readonly log: Logger;
}

const buildParts = (config: Config, foundations: Foundations) => {
  const { objectives, store, fileStore, secrets, telemetry, redis, impair, log } = foundations;
  const pass = new WritePass();
  const rooms = new Rooms(pass);
  const cache = new Cache({ maxBytes: config.cacheBytes, ...(redis && { level2: new RedisLevel2(redis) }) });
  // A node that is started again is another one to the others: what they knew of it has ended.
  const nodeId = `${config.nodeId}.${newId()}`;
  const cluster = buildCluster(config, { nodeId, redis, rooms, log });
  const publisher = cluster?.publisher ?? rooms;
  const access = new ChannelAccess(store.channels, cache, cluster?.membersHeardUntil);
  const { files, sweep } = buildFiles(config, {
    records: store.files,
    bytes: fileStore,
    access,
    users: store.users,
    log,
  });
  const authors = new Authors(store.users, cache);
  const pages = new HistoryPages({ store: store.messages, authors, cache, feed: cluster?.pageFeed });
  const soundMessages = new Messages({
    store: store.messages,
    access,
    discardFiles: files.discard,
    authors,
    publisher,
    pages,
  });
  const messages = impair('messages', soundMessages);
  rooms.connect(messages, cluster?.roomFeed);
  const channels = new Channels({ store: store.channels, access, publisher });
  const tokens = new Tokens({ jwtSecret: secrets.jwtSecret, ttlSeconds: config.tokenTtlSeconds });
  const passwords = new Passwords({ maxWaiting: config.passwordQueue });
  const search = new UserSearch(store, cache);
  const users = new Users({ store: store.users, search, passwords, tokens });
  const accounts = new Accounts({ users: store.users });
  const authenticator = new Authenticator({ tokens, accounts, serviceToken: secrets.serviceToken });
  const tickets = new Tickets({
    store: store.tickets,
    accounts,
    access,
    sessionSeconds: config.ticketSessionSeconds,
  });
  const limits = new RateLimits(config.limits, redis);
  const onFault: GatewayParts['onFault'] = (error, operation, actor) => {
    log.error({ err: error, operation }, 'a request failed');
    const userId = actor?.kind === 'user' ? actor.userId : undefined;
    events.fault.publish({ source: 'websocket', operation, error, userId });
  };
  const attendance = buildPresence({
    store,
    bus: cluster?.bus,
    nodeId,
    onLiving: (nodeIds) => cluster?.bus?.living(nodeIds),
    access,
    rooms,
    pass,
    graceMs: config.presenceGraceMs,
    leaseMs: config.presenceLeaseMs,
    onFault,
  });
  const { presence } = attendance;
  const gateway = new Gateway({
    limits,
    limitsConfig: config.limits,
    users: store.users,
    access,
    messages,
    rooms,
    presence,
    pass,
    publicOrigins: config.publicOrigins,
    heartbeatMs: config.heartbeatMs,
    authenticate: (token) => authenticator.authenticate(token),
    redeem: (ticket) => tickets.redeem(ticket),
    onFault,
  });
  const health = { store, isDraining: () => gateway.isDraining };
  const analytics = new Analytics({
    objectives,
    peek: (names) => telemetry.peek(names),
    readiness: () => readinessOf(health),
    nodeId: config.nodeId,
  });
  const http = createHttpApp({
    users,
    statuses: new Statuses({ store, access, listener: presence }),
    signIns: new SignInGuard(config.limits?.requests.sign_in_failures, redis),
    tickets,
    limits,
    channels,
    messages,
    files,
    authenticator,
    health,
    analytics,
    metricsHandler: telemetry.metricsHandler(),
    observe: telemetry.httpMiddleware(),
    log,
    config,
  });
  const server = http.createServer();
  gateway.attach(server);
  telemetry.trackWebSocketServer(gateway.server);
  return { server, gateway, attendance, pass, passwords, sweep, pages, cluster, access, messages, analytics };
};

interface Stoppable {
  readonly analytics: Analytics;
  readonly server: Server;
  readonly gateway: Gateway;
  readonly attendance: BuiltPresence;
  readonly pass: WritePass;
  readonly sweep: FileSweep;
  readonly cluster: Cluster | undefined;
  readonly redis: RedisLink | undefined;
  readonly store: Store;
  readonly telemetry: Telemetry;
}

const stopper = (parts: Stoppable): (() => Promise<void>) => {
  let stopping: Promise<void> | undefined;
  return () => (stopping ??= stop(parts));
};

/** New work is refused first, then what is under way ends, and the store closes last. */
const stop = async ({
  analytics,
  server,
  gateway,
  attendance,
  pass,
  sweep,
  cluster,
  redis,
  store,
  telemetry,
}: Stoppable): Promise<void> => {
  const isClosed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  analytics.close();
  server.closeIdleConnections();
  await gateway.drain({ spreadMs: RECONNECT_SPREAD_MS, deadlineMs: DRAIN_MS });
  gateway.close();
  const cut = setTimeout(() => {
    server.closeAllConnections();
  }, 1_000);
  await isClosed;
  clearTimeout(cut);
  pass.close();
  await Promise.all([sweep.close(), attendance.close()]);
  await cluster?.close();
  redis?.close();
  await store.close();
  telemetry.close();
};
