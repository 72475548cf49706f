import { z } from 'zod';
import { PromqlError } from '../errors.js';

const HEADERS_SCHEMA = z.record(z.string(), z.string());

const TARGET_SCHEMA = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  /** Sent with every scrape, such as an `Authorization`. */
  headers: HEADERS_SCHEMA.default({}),
  intervalMs: z.int().min(100).default(5000),
  /** At most the interval, and by default it. */
  timeoutMs: z.int().min(1).optional(),
  job: z.string().min(1),
  /** By default host and port of the address. */
  instance: z.string().min(1).optional(),
  /** Of the text, unpacked. */
  maxBytes: z
    .int()
    .min(1)
    .default(4 * 1024 * 1024),
  maxSamples: z.int().min(1).default(10_000),
});

/** What is to be scraped; `url`, `job` and the rest where it differs from the defaults. */
export type TargetOptions = z.input<typeof TARGET_SCHEMA>;

/** A target with all that was left to defaults. */
export interface Target extends Omit<z.output<typeof TARGET_SCHEMA>, 'timeoutMs' | 'instance'> {
  readonly timeoutMs: number;
  readonly instance: string;
}

/** @throws {PromqlError} `target_invalid`, naming the field */
export const targetOf = (options: TargetOptions): Target => {
  const { data, error } = TARGET_SCHEMA.safeParse(options);
  if (!data) throw new PromqlError('target_invalid', `target: ${z.prettifyError(error)}`, { cause: error });
  const { timeoutMs = data.intervalMs } = data;
  if (timeoutMs > data.intervalMs) {
    throw new PromqlError('target_invalid', `target: timeoutMs ${timeoutMs} is over intervalMs ${data.intervalMs}`);
  }
  return { ...data, timeoutMs, instance: data.instance ?? hostOf(data.url) };
};

// With the port also where it is the protocol's own, as Prometheus writes it.
const hostOf = (address: string): string => {
  const { hostname, port, protocol } = new URL(address);
  return `${hostname}:${port === '' ? (protocol === 'https:' ? '443' : '80') : port}`;
};
