/** Slots of a Redis Cluster. */
const SLOTS = 16_384;

/** CRC-16/XMODEM, by which Redis spreads keys. */
const crc16 = (text: string): number => {
  let crc = 0;
  for (const byte of Buffer.from(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
    crc &= 0xffff;
  }
  return crc;
};

/** The slot of every key with this hash tag (redis.io, cluster specification, "key distribution model"). */
export const slotOfTag = (tag: string): number => crc16(tag) % SLOTS;

/** A number that spreads texts evenly; it is the same on all nodes. */
export const spread = (text: string, count: number): number => crc16(text) % count;
