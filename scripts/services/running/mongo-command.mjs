import { exchange } from './sockets.mjs';

// Enough of BSON and of MongoDB's wire protocol (OP_MSG) for a few administrative commands, so that nothing needs to be
// installed for them. Sources: bsonspec.org, MongoDB's "Wire Protocol".

const opMsg = 2013;
const headerBytes = 16;

/** @typedef {string | number | boolean | { [index: number]: BsonValue } | { [name: string]: BsonValue }} BsonValue */

/**
 * Runs a command on the database `admin`.
 * @param {number} port of 127.0.0.1
 * @param {Record<string, BsonValue>} command
 * @returns {Promise<Record<string, unknown>>} the plain fields of the reply
 */
export async function mongoCommand(port, command) {
  const body = encode({ ...command, $db: 'admin' });
  const message = Buffer.alloc(headerBytes + 5);
  message.writeInt32LE(message.length + body.length, 0);
  message.writeInt32LE(opMsg, 12);
  const reply = await exchange(port, Buffer.concat([message, body]), isWhole);
  return decode(reply.subarray(headerBytes + 5));
}

/** @param {Buffer} reply */
const isWhole = (reply) => reply.length >= 4 && reply.length >= reply.readInt32LE(0);

/**
 * @param {Record<string, BsonValue>} document
 * @returns {Buffer}
 */
function encode(document) {
  const fields = Object.entries(document).map(([name, value]) => {
    const [type, bytes] = encodeValue(value);
    return Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`), bytes]);
  });
  const body = Buffer.concat([...fields, Buffer.from([0])]);
  return Buffer.concat([int32(body.length + 4), body]);
}

/**
 * @param {BsonValue} value
 * @returns {[type: number, bytes: Buffer]}
 */
function encodeValue(value) {
  if (typeof value === 'number') return [0x10, int32(value)];
  if (typeof value === 'boolean') return [0x08, Buffer.from([value ? 1 : 0])];
  if (typeof value === 'string') {
    const text = Buffer.from(`${value}\0`);
    return [0x02, Buffer.concat([int32(text.length), text])];
  }
  // An array is a document that names its values 0, 1, 2 …
  return [Array.isArray(value) ? 0x04 : 0x03, encode(Object.fromEntries(Object.entries(value)))];
}

/** @param {number} value */
function int32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

/** How many bytes a value of each type takes. @type {Record<number, (at: Buffer) => number>} */
const sizes = {
  0x01: () => 8, // double
  0x02: (at) => 4 + at.readInt32LE(0), // string
  0x03: (at) => at.readInt32LE(0), // document
  0x04: (at) => at.readInt32LE(0), // array
  0x05: (at) => 5 + at.readInt32LE(0), // binary
  0x07: () => 12, // object id
  0x08: () => 1, // boolean
  0x09: () => 8, // date
  0x0a: () => 0, // null
  0x10: () => 4, // int32
  0x11: () => 8, // timestamp
  0x12: () => 8, // int64
};

/**
 * @param {Buffer} document
 * @returns {Record<string, unknown>} strings, numbers and booleans of its top level; the rest is passed over
 */
function decode(document) {
  /** @type {Record<string, unknown>} */
  const fields = {};
  for (let at = 4; document[at] !== 0;) {
    const type = document[at] ?? 0;
    const nameEnd = document.indexOf(0, at + 1);
    const value = document.subarray(nameEnd + 1);
    const size = sizes[type];
    if (!size) throw new Error(`cannot read a BSON value of type ${type}`);
    fields[document.toString('utf8', at + 1, nameEnd)] = decodeValue(type, value);
    at = nameEnd + 1 + size(value);
  }
  return fields;
}

/**
 * @param {number} type
 * @param {Buffer} value
 */
function decodeValue(type, value) {
  if (type === 0x01) return value.readDoubleLE(0);
  if (type === 0x02) return value.toString('utf8', 4, 3 + value.readInt32LE(0));
  if (type === 0x08) return value[0] === 1;
  if (type === 0x10) return value.readInt32LE(0);
  return undefined;
}
