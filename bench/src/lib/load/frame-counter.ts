/** RFC 6455, section 5.2. */
const OPCODE_BITS = 0x0f;
const LENGTH_BITS = 0x7f;
const LENGTH_16 = 126;
const LENGTH_64 = 127;
const TEXT = 1;
const PING = 9;

/**
 * Counts the frames of a server by their headers and steps over the payloads: decoding 2 million texts a second
 * would take more than the core that the load has.
 */
export class FrameCounter {
  /** Text frames that arrived whole. */
  texts = 0;
  /** Pings that arrived whole. */
  pings = 0;
  readonly #smallestBytes: number;
  #opcode = 0;
  #isLengthNext = false;
  #extendedLengthBytes = 0;
  #payloadBytes = 0;
  #missingBytes = 0;

  /** @param smallestBytes shorter texts are of another kind and not counted */
  constructor(smallestBytes = 0) {
    this.#smallestBytes = smallestBytes;
  }

  /** Takes the next bytes of the stream, wherever they are cut; only the first `sizeBytes` of the buffer. */
  push(bytes: Uint8Array, sizeBytes = bytes.length): void {
    let at = 0;
    while (at < sizeBytes) {
      if (this.#missingBytes > 0) {
        const step = Math.min(this.#missingBytes, sizeBytes - at);
        at += step;
        this.#missingBytes -= step;
        if (this.#missingBytes === 0) this.#count();
      } else {
        this.#takeHeader(bytes[at++] ?? 0);
      }
    }
  }

  #takeHeader(byte: number): void {
    if (this.#extendedLengthBytes > 0) {
      this.#payloadBytes = this.#payloadBytes * 256 + byte;
      if (--this.#extendedLengthBytes === 0) this.#startPayload();
      return;
    }
    if (!this.#isLengthNext) {
      this.#opcode = byte & OPCODE_BITS;
      this.#isLengthNext = true;
      return;
    }
    this.#isLengthNext = false;
    const length = byte & LENGTH_BITS;
    this.#payloadBytes = length < LENGTH_16 ? length : 0;
    if (length === LENGTH_16) this.#extendedLengthBytes = 2;
    else if (length === LENGTH_64) this.#extendedLengthBytes = 8;
    else this.#startPayload();
  }

  #startPayload(): void {
    this.#missingBytes = this.#payloadBytes;
    if (this.#missingBytes === 0) this.#count();
  }

  #count(): void {
    if (this.#opcode === PING) this.pings++;
    else if (this.#opcode === TEXT && this.#payloadBytes >= this.#smallestBytes) this.texts++;
  }
}
