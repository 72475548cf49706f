import { isSentryDsn } from '@chatwatch/telemetry';
import { z } from 'zod';
import { type LimitsConfig, limitVariables, toLimits } from './config-limits.js';
import { email, password } from './chat/fields.js';
import { integer, listOf, oneOf, onOff, readAddressRange, readOrigin, secret } from './config-values.js';
import { mongodbUrl, nodeId, redisUrl } from './config-cluster.js';
import { type DefectName, DEFECTS, readDefect } from './defects/index.js';
import type { RedisAddress } from './redis/index.js';

/** 32 bytes are the output of SHA-256: a shorter HMAC key is weaker than the signature (RFC 7518, 3.2). */
export const JWT_SECRET_BYTES = 32;
/** It is compared by hash and its holder is another program, so length alone is what keeps it from being guessed. */
export const SERVICE_TOKEN_BYTES = 8;

/** What the environment decides. Read from the environment in this file alone. */
export interface Config {
  readonly mode: 'development' | 'test' | 'production';
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly dataDir: string;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  /** Undefined: generated, see `loadSecrets`. */
  readonly jwtSecret: string | undefined;
  readonly serviceToken: string | undefined;
  readonly admin: { readonly email: string; readonly password: string } | undefined;
  readonly tokenTtlSeconds: number;
  /** Longest life of a connection that a ticket opened. */
  readonly ticketSessionSeconds: number;
  /** Other origins whose pages may call the API and open sockets, each as browsers write it. */
  readonly publicOrigins: readonly string[];
  /** Proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  readonly isMetricsPublic: boolean;
  /** Largest JSON body of a request, after decompression. */
  readonly requestBodyBytes: number;
  /** Memory of the cache. */
  readonly cacheBytes: number;
  /** Largest file that may be uploaded. */
  readonly uploadMaxBytes: number;
  /** How long an uploaded file waits for a message that carries it. */
  readonly unattachedFileTtlSeconds: number;
  readonly maxConnections: number;
  readonly heartbeatMs: number;
  /** Undefined: nothing is limited. */
  readonly limits: LimitsConfig | undefined;
  /** How long a user without a connection still counts as here. */
  readonly presenceGraceMs: number;
  /** How long a node may be silent before the others that share its store take its users over. */
  readonly presenceLeaseMs: number;
  /** Undefined: the built-in objectives. */
  readonly objectivesFile: string | undefined;
  /** The Sentry project that errors are reported to; undefined: they are logged. */
  readonly sentryDsn: string | undefined;
  /** Commit of the build, for `chat_build_info`; undefined: as the checkout says. */
  readonly commit: string | undefined;
  /** Sign-ins and registrations that may wait for a password hash; more are refused. */
  readonly passwordQueue: number;
  /** Where documents are kept; undefined: in SQLite under `dataDir`. */
  readonly mongodbUrl: string | undefined;
  /** What nodes share; undefined: this is the only one. */
  readonly redis: RedisAddress | undefined;
  /** Tells this node from the others; made at each start unless it is given. */
  readonly nodeId: string;
  /** Defects that are switched on, to see alerts and advice at work. */
  readonly defects: readonly DefectName[];
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const variables = z.object({
  NODE_ENV: oneOf(['development', 'test', 'production'], 'development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: integer(0, 65_535, 3000),
  DATA_DIR: z.string().default('.data'),
  LOG_LEVEL: oneOf(LOG_LEVELS, 'info'),
  JWT_SECRET: secret(JWT_SECRET_BYTES),
  SERVICE_TOKEN: secret(SERVICE_TOKEN_BYTES).pipe(
    z
      .string()
      .regex(/^[\w.~+/=-]+$/, 'must be of letters, digits and -._~+/=, to fit into a header')
      .optional(),
  ),
  ADMIN_EMAIL: email.optional(),
  ADMIN_PASSWORD: password.optional(),
  TOKEN_TTL_SECONDS: integer(1, 31_536_000, 86_400),
  TICKET_SESSION_SECONDS: integer(1, 31_536_000, 86_400),
  PUBLIC_ORIGINS: listOf(readOrigin, 'an origin such as https://chat.example'),
  TRUST_PROXY: listOf(readAddressRange, 'an address or a range such as 10.0.0.0/8'),
  METRICS_PUBLIC: onOff(false),
  // Content of 16,384 bytes takes up to six times that in JSON, written in \u escapes.
  REQUEST_BODY_BYTES: integer(1_024, 16_777_216, 131_072),
  CACHE_BYTES: integer(0, 68_719_476_736, 67_108_864),
  UPLOAD_MAX_BYTES: integer(1, 1_073_741_824, 10_485_760),
  UNATTACHED_FILE_TTL_SECONDS: integer(1, 31_536_000, 86_400),
  MAX_CONNECTIONS: integer(1, 1_000_000, 20_000),
  HEARTBEAT_MS: integer(100, 3_600_000, 25_000),
  // As long as a client's first tries to reconnect take, and as a drained node's clients are spread over.
  PRESENCE_GRACE_MS: integer(0, 600_000, 5_000),
  // Longer than a restart of a database and a pause of the garbage collector; a fifth of it is between two beats.
  PRESENCE_LEASE_MS: integer(1_000, 600_000, 10_000),
  RATE_LIMITS: onOff(true),
  ...limitVariables,
  PASSWORD_QUEUE: integer(0, 100_000, 32),
  MONGODB_URL: mongodbUrl,
  REDIS_URL: redisUrl,
  NODE_ID: nodeId,
  SENTRY_DSN: z.string().refine(isSentryDsn, 'must be the address of a project, https://key@host/1').optional(),
  OBJECTIVES_FILE: z.string().optional(),
  BUILD_COMMIT: z.string().max(64).optional(),
  CHATWATCH_DEFECTS: listOf(readDefect, `a defect; there are ${Object.keys(DEFECTS).join(', ')}`),
});

/** A reason not to start: every variable that is wrong, and how. */
export class ConfigError extends Error {
  readonly code = 'bad_config';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[], options?: ErrorOptions) {
    const lines = problems.map(({ variable, message }) => `${variable} ${message}`);
    super(`The configuration is wrong: ${lines.join('; ')}`, options);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

export interface ConfigProblem {
  readonly variable: string;
  readonly message: string;
}

/**
 * Reads the configuration; a variable set to nothing counts as not set, as Compose files pass unset ones on so.
 * @param env usually `process.env`
 * @throws {ConfigError} with all that is wrong at once
 * @example parseConfig({ PORT: '0', LOG_LEVEL: 'warn' }).port // 0
 */
export const parseConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = variables.safeParse(given);
  const issues = parsed.error?.issues ?? [];
  const problems = issues.map(({ path, message }) => ({ variable: String(path[0]), message }));
  problems.push(...halfAnAdministrator(given), ...secretsNotShared(given), ...defectsInProduction(given));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return deepFreeze(toConfig(parsed.data));
};

const halfAnAdministrator = (given: Readonly<Record<string, unknown>>): ConfigProblem[] => {
  const pair = ['ADMIN_EMAIL', 'ADMIN_PASSWORD'];
  const missing = pair.filter((variable) => given[variable] === undefined);
  if (missing.length !== 1) return [];
  return missing.map((variable) => ({ variable, message: `is missing: ${pair.join(' and ')} are set together` }));
};

/** Each node would generate its own, and refuse the tokens of the others. */
const secretsNotShared = (given: Readonly<Record<string, unknown>>): ConfigProblem[] => {
  if (given.MONGODB_URL === undefined) return [];
  const missing = ['JWT_SECRET', 'SERVICE_TOKEN'].filter((variable) => given[variable] === undefined);
  const message = 'is missing: where MONGODB_URL is set, every node needs the same one';
  return missing.map((variable) => ({ variable, message }));
};

/** Users of a real service are promised something. */
const defectsInProduction = (given: Readonly<Record<string, unknown>>): ConfigProblem[] => {
  if (given.NODE_ENV !== 'production' || given.CHATWATCH_DEFECTS === undefined) return [];
  return [{ variable: 'CHATWATCH_DEFECTS', message: 'is set, but defects are not for NODE_ENV=production; unset it' }];
};

const toConfig = (read: z.output<typeof variables>): Config => ({
  mode: read.NODE_ENV,
  host: read.HOST,
  port: read.PORT,
  dataDir: read.DATA_DIR,
  logLevel: read.LOG_LEVEL,
  jwtSecret: read.JWT_SECRET,
  serviceToken: read.SERVICE_TOKEN,
  admin:
    read.ADMIN_EMAIL === undefined || read.ADMIN_PASSWORD === undefined
      ? undefined
      : { email: read.ADMIN_EMAIL, password: read.ADMIN_PASSWORD },
  tokenTtlSeconds: read.TOKEN_TTL_SECONDS,
  ticketSessionSeconds: read.TICKET_SESSION_SECONDS,
  publicOrigins: read.PUBLIC_ORIGINS,
  trustedProxies: read.TRUST_PROXY,
  isMetricsPublic: read.METRICS_PUBLIC,
  requestBodyBytes: read.REQUEST_BODY_BYTES,
  cacheBytes: read.CACHE_BYTES,
  uploadMaxBytes: read.UPLOAD_MAX_BYTES,
  unattachedFileTtlSeconds: read.UNATTACHED_FILE_TTL_SECONDS,
  maxConnections: read.MAX_CONNECTIONS,
  heartbeatMs: read.HEARTBEAT_MS,
  limits: toLimits(read, read.RATE_LIMITS),
  presenceGraceMs: read.PRESENCE_GRACE_MS,
  presenceLeaseMs: read.PRESENCE_LEASE_MS,
  objectivesFile: read.OBJECTIVES_FILE,
  sentryDsn: read.SENTRY_DSN,
  commit: read.BUILD_COMMIT,
  passwordQueue: read.RATE_LIMITS ? read.PASSWORD_QUEUE : Infinity,
  mongodbUrl: read.MONGODB_URL,
  redis: read.REDIS_URL,
  nodeId: read.NODE_ID,
  defects: read.CHATWATCH_DEFECTS,
});

const deepFreeze = <Value>(value: Value): Value => {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
};
