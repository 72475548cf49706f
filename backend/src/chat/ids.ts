import { randomFillSync } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 20;

/** A new opaque id: 20 letters and digits, 119 random bits. */
export const newId = (): string => {
  const bytes = randomFillSync(new Uint8Array(LENGTH * 2));
  let id = '';
  for (const byte of bytes) {
    // 248 is the largest multiple of 62 in a byte: taking less of it would favour some letters.
    if (byte < 248 && id.length < LENGTH) id += ALPHABET.charAt(byte % 62);
  }
  return id.length === LENGTH ? id : newId();
};
