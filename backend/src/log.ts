import { describeErrors } from '@chatwatch/telemetry';
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import type { Config } from './config.js';

const SECRET_FIELDS = ['authorization', 'token', 'ticket', 'password'];

/** In the shape that pino gives errors. */
const loggedError = (thrown: unknown): object => {
  const [{ name, frames, ...rest }, ...causes] = describeErrors(thrown);
  return { type: name, ...rest, stack: frames.join('\n'), ...(causes.length > 0 && { causes }) };
};

/**
 * The log: one JSON line an entry, the message constant and the data in fields, so that entries can be counted and
 * nobody forges lines with their text. What names a secret is blotted out, up to two levels deep, and of errors (`err`)
 * only what cannot quote a user is written: drivers put whole documents into messages and properties.
 * @param destination standard output when left out
 * @example log.warn({ requestId, retryAfterSeconds: 1 }, 'login refused');
 */
export const createLog = (config: Pick<Config, 'logLevel'>, destination?: DestinationStream): Logger =>
  pino(
    {
      level: config.logLevel,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: loggedError },
      redact: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
    },
    destination,
  );
