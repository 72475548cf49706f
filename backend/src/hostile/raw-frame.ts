/** One WebSocket frame as bytes (RFC 6455, 5.2), right or wrong in any part. */
export interface RawFrame {
  readonly opcode?: number;
  readonly payload?: string | Buffer;
  readonly isFinal?: boolean;
  /** The three reserved bits, 0 to 7; the first is 4. */
  readonly reserved?: number;
  readonly isMasked?: boolean;
  /** The length that is told, where it is not the payload's. */
  readonly toldLength?: bigint;
}

export const Opcode = { Continuation: 0, Text: 1, Binary: 2, Close: 8, Ping: 9, Pong: 10 } as const;

const MASK = Buffer.from([0x12, 0x34, 0x56, 0x78]);

/** A text frame that is all right, unless told otherwise. */
export const rawFrame = ({
  opcode = Opcode.Text,
  payload = '',
  isFinal = true,
  reserved = 0,
  isMasked = true,
  toldLength,
}: RawFrame): Buffer => {
  const bytes = Buffer.from(payload);
  const first = (isFinal ? 0x80 : 0) | (reserved << 4) | opcode;
  const length = lengthBytes(toldLength ?? BigInt(bytes.length));
  length[0] = (length[0] ?? 0) | (isMasked ? 0x80 : 0);
  if (!isMasked) return Buffer.concat([Buffer.from([first]), length, bytes]);
  const masked = bytes.map((byte, at) => byte ^ (MASK[at % 4] ?? 0));
  return Buffer.concat([Buffer.from([first]), length, MASK, masked]);
};

/** A close frame with a code and a reason. */
export const closeFrame = (code: number, reason: string | Buffer = ''): Buffer => {
  const payload = Buffer.concat([Buffer.alloc(2), Buffer.from(reason)]);
  payload.writeUInt16BE(code);
  return rawFrame({ opcode: Opcode.Close, payload });
};

const lengthBytes = (length: bigint): Buffer => {
  if (length < 126n) return Buffer.from([Number(length)]);
  if (length < 65_536n) {
    const bytes = Buffer.from([126, 0, 0]);
    bytes.writeUInt16BE(Number(length), 1);
    return bytes;
  }
  const bytes = Buffer.alloc(9, 127);
  bytes.writeBigUInt64BE(length, 1);
  return bytes;
};
