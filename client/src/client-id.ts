/** Time, milliseconds since the epoch, in the first six bytes, as in a UUID of version 7 (RFC 9562). */
const TIME_BYTES = 6;
const RANDOM_BYTES = 10;

/**
 * A new `clientId`: the time, then 80 random bits, in 32 hexadecimal digits. Ids that grow let the store append to its
 * index of them instead of touching a page of it for each message. Not `crypto.randomUUID`, which browsers keep from
 * pages without TLS.
 */
export function newClientId(now = Date.now()): string {
  const random = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
  const time = now.toString(16).padStart(2 * TIME_BYTES, '0');
  return time + Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
