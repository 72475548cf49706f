import { closeFrame, Opcode, type RawFrame, rawFrame } from './raw-frame.js';

/** Bytes of a signed-in connection that break a rule, and the code that it is closed with. */
export interface WebSocketCase {
  readonly what: string;
  readonly bytes: Buffer;
  readonly code: number;
}

const frame = (what: string, given: RawFrame, code: number): WebSocketCase => ({ what, bytes: rawFrame(given), code });

const frames = (what: string, given: readonly RawFrame[], code: number): WebSocketCase => ({
  what,
  bytes: Buffer.concat(given.map(rawFrame)),
  code,
});

const close = (what: string, bytes: Buffer, code: number): WebSocketCase => ({ what, bytes, code });

const PING = '{"type":"ping","t":1}';
const notUtf8 = Buffer.from([0xc3, 0x28]);

const framing = [
  frame('a frame without a mask', { payload: PING, isMasked: false }, 1002),
  frame('the first reserved bit, which means compression', { payload: PING, reserved: 4 }, 1002),
  frame('the second reserved bit', { payload: PING, reserved: 2 }, 1002),
  frame('the third reserved bit', { payload: PING, reserved: 1 }, 1002),
  ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode) => frame(`the opcode ${opcode}`, { opcode }, 1002)),
  frame('a ping of 126 bytes', { opcode: Opcode.Ping, payload: Buffer.alloc(126) }, 1002),
  frame('a pong of 126 bytes', { opcode: Opcode.Pong, payload: Buffer.alloc(126) }, 1002),
  frame('a close of 126 bytes', { opcode: Opcode.Close, payload: Buffer.alloc(126, 3) }, 1002),
  frame('a ping in parts', { opcode: Opcode.Ping, isFinal: false }, 1002),
  frame('a close in parts', { opcode: Opcode.Close, isFinal: false }, 1002),
  frame('a part of nothing', { opcode: Opcode.Continuation, payload: PING }, 1002),
  frames('a message inside of another', [{ payload: '{', isFinal: false }, { payload: PING }], 1002),
  frames('a binary message inside of another', [{ payload: '{', isFinal: false }, { opcode: Opcode.Binary }], 1002),
];

const closes = [
  frame('a close of one byte', { opcode: Opcode.Close, payload: Buffer.from([3]) }, 1002),
  ...[0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535].map((code) =>
    close(`the close code ${code}`, closeFrame(code), 1002),
  ),
  close('a reason that is not UTF-8', closeFrame(1000, notUtf8), 1007),
  close('a close without a code', rawFrame({ opcode: Opcode.Close }), 1005),
  ...[1000, 1001, 3000, 4999].map((code) => close(`the close code ${code}`, closeFrame(code, 'bye'), code)),
];

const texts = [
  frame('bytes that are not UTF-8', { payload: notUtf8 }, 1007),
  frame('a surrogate in UTF-8', { payload: Buffer.from([0xed, 0xa0, 0x80]) }, 1007),
  frame('an overlong slash', { payload: Buffer.from([0xc0, 0xaf]) }, 1007),
  frame('a character that is cut off', { payload: Buffer.from([0xe2, 0x82]) }, 1007),
  frame('a character past U+10FFFF', { payload: Buffer.from([0xf4, 0x90, 0x80, 0x80]) }, 1007),
  frames(
    'a character broken over two parts',
    [
      { payload: Buffer.from([0xe2]), isFinal: false },
      { opcode: Opcode.Continuation, payload: Buffer.from([0x28, 0xa1]) },
    ],
    1007,
  ),
];

const part = { opcode: Opcode.Continuation, payload: 'x', isFinal: false };

const sizes = [
  frames('seventy parts', [{ payload: '{', isFinal: false }, ...Array.from({ length: 70 }, () => part)], 1008),
  frame('a length of 256 KiB and one byte', { toldLength: 262_145n }, 1009),
  frame('a length past what numbers hold', { toldLength: 2n ** 53n }, 1009),
  frame('a length of all ones', { toldLength: 2n ** 64n - 1n }, 1009),
  frames(
    'parts of over 256 KiB together',
    [
      { payload: 'x'.repeat(200_000), isFinal: false },
      { opcode: Opcode.Continuation, payload: 'x'.repeat(100_000) },
    ],
    1009,
  ),
  frame('64 KiB and one byte', { payload: 'x'.repeat(65_537) }, 4003),
];

const notObjects = ['', ' ', 'null', 'true', '1', '"text"', '[]', '[{}]', '{', '{}{}', '{"type":}', `\ufeff${PING}`];

const objects = [
  ...notObjects.map((payload) => frame(`${JSON.stringify(payload)} for an object`, { payload }, 4000)),
  frame('a binary message', { opcode: Opcode.Binary, payload: PING }, 4000),
  frame('a second hello', { payload: '{"type":"hello","protocol":1,"token":"x"}' }, 4000),
  frame('arrays in arrays without an end', { payload: `{"a":${'['.repeat(60_000)}` }, 4000),
];

/** All of them. */
export const websocketCases: readonly WebSocketCase[] = [...framing, ...closes, ...texts, ...sizes, ...objects];

/** Bytes that look odd and are all right: the connection stays, and answers the ping after them. */
export const harmless: readonly Omit<WebSocketCase, 'code'>[] = [
  {
    what: 'a ping in three parts, with a protocol ping between',
    bytes: Buffer.concat([
      rawFrame({ payload: '{"type":', isFinal: false }),
      rawFrame({ opcode: Opcode.Ping, payload: 'a' }),
      rawFrame({ opcode: Opcode.Continuation, payload: '"ping",', isFinal: false }),
      rawFrame({ opcode: Opcode.Continuation, payload: '"t":1}' }),
    ]),
  },
  { what: 'a pong that nobody asked for', bytes: rawFrame({ opcode: Opcode.Pong, payload: 'a' }) },
  { what: 'arrays in arrays', bytes: rawFrame({ payload: `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}` }) },
  { what: 'a key named __proto__', bytes: rawFrame({ payload: '{"__proto__":{"type":"ping"},"t":1}' }) },
  { what: 'a frame of just 64 KiB', bytes: rawFrame({ payload: `{"a":"${'x'.repeat(65_528)}"}` }) },
  { what: 'the same key twice', bytes: rawFrame({ payload: '{"type":"send","type":"ping","t":1}' }) },
];
