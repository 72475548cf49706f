import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import type { Config } from './config.js';

const SECRET_FIELDS = ['authorization', 'token', 'ticket', 'password'];

/**
 * The log: one JSON line an entry, the message constant and the data in fields, so that entries can be counted and
 * nobody forges lines with their text. What names a secret is blotted out, up to two levels deep.
 * @param destination standard output when left out
 * @example log.warn({ requestId, retryAfterSeconds: 1 }, 'login refused');
 */
export const createLog = (config: Pick<Config, 'logLevel'>, destination?: DestinationStream): Logger =>
  pino(
    {
      level: config.logLevel,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
    },
    destination,
  );
