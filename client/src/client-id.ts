/**
 * A new `clientId`: 128 random bits in hexadecimal. Not `crypto.randomUUID`, which browsers keep from pages without
 * TLS.
 */
export function newClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
