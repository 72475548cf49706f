import { ErrorCode } from '@chatwatch/client';
import { ChatError } from '../errors.js';

/** Control characters but for the tab, the line ends and the form feed. */
// eslint-disable-next-line no-control-regex -- these are what it looks for
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f]/;

/**
 * Checks text part by part: valid UTF-8 without control characters. Parts may cut a character in two.
 * @example
 * const check = new PlainTextCheck();
 * check.accepts(firstPart) && check.accepts(lastPart) && check.ends();
 */
export class PlainTextCheck {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });

  accepts(part: Uint8Array): boolean {
    return this.#passes(() => this.#decoder.decode(part, { stream: true }));
  }

  /** False when the last character is not whole. */
  ends(): boolean {
    return this.#passes(() => this.#decoder.decode());
  }

  #passes(decode: () => string): boolean {
    try {
      return !CONTROL.test(decode());
    } catch {
      return false;
    }
  }
}

/** Passes text on. @throws {ChatError} `unsupported_media_type` at the part that is no plain text */
export async function* plainTextOnly(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const check = new PlainTextCheck();
  for await (const part of bytes) {
    if (!check.accepts(part)) throw noText();
    yield part;
  }
  if (!check.ends()) throw noText();
}

const noText = (): ChatError =>
  new ChatError(
    ErrorCode.UnsupportedMediaType,
    'The file begins as text, but is not valid UTF-8 or holds control characters',
  );
