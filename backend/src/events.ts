import type { VitalsReport } from '@chatwatch/client';
import type { LimitName } from './config-limits.js';
import { type Channel, channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FileType } from './files/file-types.js';
import type { QueryPlan } from './storage/mongo/queries/plan.js';
import type { QueryShape } from './storage/mongo/queries/shape.js';
import type { RedisUse } from './redis/index.js';

/**
 * What the core tells whoever listens: metrics, logs and error reports subscribe, the core imports none of them.
 * Hot paths ask `hasSubscribers` first, so that without listeners nothing is even allocated.
 */

/** A call to the store ended; durations are what the caller waited. */
export interface QueryEvent {
  readonly operation: string;
  readonly collection: string;
  readonly durationSeconds: number;
  readonly isError: boolean;
}

/** A group of writes was committed together. */
export interface CommitEvent {
  readonly writes: number;
  readonly durationSeconds: number;
}

/** A query that was slow, or one of a few others, without its values. */
export interface QuerySampleEvent extends QueryShape {
  readonly durationSeconds: number;
  readonly isSlow: boolean;
}

/** How the database runs queries of a shape. */
export interface QueryPlanEvent extends QueryShape {
  readonly plan: QueryPlan;
}

/** Connections of the database's pool, after one was opened, closed, taken or handed back. */
export interface PoolConnectionsEvent {
  readonly inUse: number;
  readonly idle: number;
}

/** A call got a connection of the pool. */
export interface PoolCheckoutEvent {
  readonly waitSeconds: number;
}

/** A call got none. */
export interface PoolCheckoutFailedEvent {
  readonly reason: 'timeout' | 'error' | 'closed';
}

/** A message became durable and was handed to the room. */
export interface MessageStoredEvent {
  readonly channelType: string;
  /** From taking the send in to the durable commit. */
  readonly persistSeconds: number;
}

/** A file was taken in and is durable. */
export interface FileUploadedEvent {
  readonly fileType: FileType;
  readonly sizeBytes: number;
}

/** One pass of writes over sockets ended; times are on the clock of `performance.now()`, milliseconds. */
export interface DeliveryPassEvent {
  /** For each log entry of the pass, when it was handed to its room. */
  readonly publishedAt: readonly number[];
  readonly startedAt: number;
  readonly endedAt: number;
  /** Log entries times the sockets they went to. */
  readonly deliveries: number;
  /** Deliveries of these that were discarded, as their reader was too slow. */
  readonly failures: number;
  readonly writes: number;
}

/** A log entry reached its room: the way between commit and fan-out, through the bus where there are several nodes. */
export interface EntryPublishedEvent {
  readonly publishSeconds: number;
}

/** A subscription with `afterSeq` was answered. */
export interface RecoveryEvent {
  /** `recovered` with what was missed, `not_needed` when nothing was, `too_far` when history must be fetched. */
  readonly result: 'recovered' | 'not_needed' | 'too_far';
  readonly missed: number;
}

/** Clients' own delivery times arrived. */
export interface ReceiptsEvent {
  readonly deliverySeconds: readonly number[];
}

/** Bytes waiting on each connection, sampled twice a second over all of them. */
export interface QueueSampleEvent {
  readonly queuedBytes: readonly number[];
}

/** A slow reader lost something. */
export interface SlowConsumerEvent {
  readonly action: 'dropped' | 'closed';
}

/** The cache was asked. Of each group, level and result there is one object, published again and again. */
export interface CacheLookupEvent {
  readonly level: 'l1' | 'l2';
  readonly group: string;
  readonly result: 'hit' | 'stale' | 'miss';
}

/** A value that was not cached was read from its source. */
export interface CacheLoadEvent {
  readonly group: string;
  readonly durationSeconds: number;
}

/** Something happened to a group of the cache: a value made room for others, or a lookup joined another's load. */
export interface CacheGroupEvent {
  readonly group: string;
}

/** A request took longer than the lowest bound of the objectives on requests. */
export interface SlowRequestEvent {
  readonly method: string;
  /** The route's template. */
  readonly route: string;
  readonly durationSeconds: number;
}

/** Something failed through a fault of the service or of what it stands on, not of its caller. */
export interface FaultEvent {
  readonly source: 'http' | 'websocket' | 'store' | 'files' | 'redis';
  /** What was being done, in fixed words. */
  readonly operation: string;
  readonly error: unknown;
  readonly requestId?: string;
  /** The route's template. */
  readonly route?: string | undefined;
  /** On whose behalf, where it was a user's. */
  readonly userId?: string | undefined;
}

/** A user begins to do something, by the name of the operation. */
export interface UserActionEvent {
  readonly userId: string;
  readonly action: string;
}

/** A request was refused for going over a limit. */
export interface RateLimitedEvent {
  readonly limit: LimitName | 'frames' | 'connections';
}

/** Redis answers from now on, or does not. */
export interface RedisStateEvent {
  readonly isUp: boolean;
}

/** Commands to Redis ended, or failed. */
export interface RedisCallEvent {
  readonly use: RedisUse;
  readonly durationSeconds: number;
}

/** What Redis was wanted for was done without it. */
export interface RedisFailureEvent {
  readonly use: RedisUse;
  /** `away`: it was known not to answer and not asked. */
  readonly reason: 'away' | 'failed';
}

/** Changes of presence were told. */
export interface PresenceEvent {
  /** Users who are connected, or were a moment ago. */
  readonly activeUsers: number;
  /** Users of whom something was told. */
  readonly users: number;
  readonly frames: number;
  /** Frames left out, because there were too many or their reader was behind. */
  readonly dropped: number;
}

/** What this node told the others in one round. */
export interface BusPublishedEvent {
  /** Of each batch, how many messages it carried. */
  readonly messages: readonly number[];
  /** Batches of these that may not have arrived. */
  readonly lost: number;
}

/** Messages of another node arrived. */
export interface BusReceivedEvent {
  readonly messages: number;
}

/**
 * How it was noticed that entries of a log had not come: `early`, a later one came before them; `announced`, another node
 * said that the log has them; `compared`, the store was asked how far the log goes; `repeated`, a client repeated a write
 * that had been stored; `resume`, a client knew of them.
 */
export type HoleReason = 'early' | 'announced' | 'compared' | 'repeated' | 'resume';

/** Entries that did not come of themselves were read from the store. */
export interface HoleFilledEvent {
  readonly reason: HoleReason;
  readonly entries: number;
}

/** What is heard of other nodes became more or less. */
export interface BusStateEvent {
  readonly state: 'complete' | 'partial' | 'away';
}

/** The store was asked how far the logs of the channels with readers here go. */
export interface BusComparedEvent {
  /** Of the bus, at the end. */
  readonly state: BusStateEvent['state'];
  readonly channels: number;
  /** Channels of these of which not all had come. */
  readonly behind: number;
}

/** Users of a node that ended were taken over by this one. */
export interface TakeoverEvent {
  readonly users: number;
}

/** A console began or ceased to be sent the figures of each second. */
export interface ConsoleStreamsEvent {
  /** Consoles that listen now. */
  readonly open: number;
  /** Why one of them ended; left out where one began. */
  readonly ended?: 'left' | 'slow' | 'rights' | 'draining';
}

/** A diagnostics channel that carries one type of event. */
class EventChannel<Event> {
  readonly name: string;
  readonly #channel: Channel;

  constructor(name: string) {
    this.name = name;
    this.#channel = channel(name);
  }

  get hasSubscribers(): boolean {
    return this.#channel.hasSubscribers;
  }

  publish(event: Event): void {
    this.#channel.publish(event);
  }

  /** Listens; the function returned ends it. */
  subscribe(handle: (event: Event) => void): () => void {
    const onMessage = (message: unknown): void => {
      // Only `publish` above writes to a channel of this name.
      handle(message as Event);
    };
    subscribe(this.name, onMessage);
    return () => {
      unsubscribe(this.name, onMessage);
    };
  }
}

/** Names carry the service's prefix, as diagnostics channels are global to the process. */
export const events = {
  query: new EventChannel<QueryEvent>('chatwatch:store:query'),
  commit: new EventChannel<CommitEvent>('chatwatch:store:commit'),
  querySample: new EventChannel<QuerySampleEvent>('chatwatch:store:query-sample'),
  queryPlan: new EventChannel<QueryPlanEvent>('chatwatch:store:query-plan'),
  poolConnections: new EventChannel<PoolConnectionsEvent>('chatwatch:pool:connections'),
  poolCheckout: new EventChannel<PoolCheckoutEvent>('chatwatch:pool:checkout'),
  poolCheckoutFailed: new EventChannel<PoolCheckoutFailedEvent>('chatwatch:pool:checkout-failed'),
  messageStored: new EventChannel<MessageStoredEvent>('chatwatch:message:stored'),
  fileUploaded: new EventChannel<FileUploadedEvent>('chatwatch:file:uploaded'),
  entryPublished: new EventChannel<EntryPublishedEvent>('chatwatch:entry:published'),
  deliveryPass: new EventChannel<DeliveryPassEvent>('chatwatch:delivery:pass'),
  recovery: new EventChannel<RecoveryEvent>('chatwatch:delivery:recovery'),
  receipts: new EventChannel<ReceiptsEvent>('chatwatch:delivery:receipts'),
  queueSample: new EventChannel<QueueSampleEvent>('chatwatch:socket:queue'),
  rateLimited: new EventChannel<RateLimitedEvent>('chatwatch:limit:over'),
  slowConsumer: new EventChannel<SlowConsumerEvent>('chatwatch:socket:slow'),
  cacheLookup: new EventChannel<CacheLookupEvent>('chatwatch:cache:lookup'),
  cacheLoad: new EventChannel<CacheLoadEvent>('chatwatch:cache:load'),
  cacheEviction: new EventChannel<CacheGroupEvent>('chatwatch:cache:eviction'),
  cacheLoadShared: new EventChannel<CacheGroupEvent>('chatwatch:cache:load-shared'),
  webVitals: new EventChannel<VitalsReport>('chatwatch:page:vitals'),
  consoleStreams: new EventChannel<ConsoleStreamsEvent>('chatwatch:console:streams'),
  slowRequest: new EventChannel<SlowRequestEvent>('chatwatch:http:slow'),
  fault: new EventChannel<FaultEvent>('chatwatch:fault'),
  userAction: new EventChannel<UserActionEvent>('chatwatch:user:action'),
  redisState: new EventChannel<RedisStateEvent>('chatwatch:redis:state'),
  redisCall: new EventChannel<RedisCallEvent>('chatwatch:redis:call'),
  redisFailure: new EventChannel<RedisFailureEvent>('chatwatch:redis:failure'),
  presence: new EventChannel<PresenceEvent>('chatwatch:presence:told'),
  presenceTakeover: new EventChannel<TakeoverEvent>('chatwatch:presence:takeover'),
  busPublished: new EventChannel<BusPublishedEvent>('chatwatch:bus:published'),
  busReceived: new EventChannel<BusReceivedEvent>('chatwatch:bus:received'),
  holeFilled: new EventChannel<HoleFilledEvent>('chatwatch:delivery:hole'),
  busCompared: new EventChannel<BusComparedEvent>('chatwatch:bus:compared'),
  busState: new EventChannel<BusStateEvent>('chatwatch:bus:state'),
} as const;
