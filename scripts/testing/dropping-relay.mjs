import { connect, createServer } from 'node:net';

/**
 * Stands between clients and a service, and loses every so manieth message that the service delivers; all else passes.
 * @param {string} url of the service
 * @param {number} every
 * @returns {Promise<{ url: string, dropped: () => number, close: () => void }>}
 */
export async function startDroppingRelay(url, every) {
  let messages = 0;
  let dropped = 0;
  const isLost = (/** @type {Buffer} */ payload) => {
    if (!payload.toString('latin1', 0, 18).startsWith('{"type":"message",')) return false;
    const isIt = ++messages % every === 0;
    if (isIt) dropped++;
    return isIt;
  };
  const { hostname, port } = new URL(url);
  const server = createServer((client) => {
    const service = connect(Number(port), hostname);
    for (const socket of [client, service]) socket.setNoDelay(true).on('error', () => socket.destroy());
    client.pipe(service);
    client.on('close', () => service.destroy());
    service.on('close', () => client.destroy());
    const pass = withoutLost(isLost);
    service.on('data', (bytes) => client.write(pass(bytes)));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}`,
    dropped: () => dropped,
    close: () => void server.close(),
  };
}

/**
 * What a connection's bytes become: HTTP as it is, and after an upgrade all frames but the lost ones.
 * @param {(payload: Buffer) => boolean} isLost
 */
function withoutLost(isLost) {
  let isUpgraded = false;
  /** @type {Buffer} */
  let rest = Buffer.alloc(0);
  return (/** @type {Buffer} */ bytes) => {
    if (!isUpgraded) {
      isUpgraded = bytes.toString('latin1', 0, 12) === 'HTTP/1.1 101';
      if (!isUpgraded) return bytes;
      const head = bytes.indexOf('\r\n\r\n') + 4;
      rest = bytes.subarray(head);
      return Buffer.concat([bytes.subarray(0, head), kept()]);
    }
    rest = Buffer.concat([rest, bytes]);
    return kept();
  };

  function kept() {
    const frames = [];
    for (let frame = firstFrame(rest); frame !== undefined; frame = firstFrame(rest)) {
      if (!isLost(frame.payload)) frames.push(rest.subarray(0, frame.end));
      rest = rest.subarray(frame.end);
    }
    return Buffer.concat(frames);
  }
}

/**
 * RFC 6455, 5.2: a server masks nothing. Undefined until all of it is there.
 * @param {Buffer} bytes
 */
function firstFrame(bytes) {
  if (bytes.length < 2) return undefined;
  const short = bytes.readUInt8(1) & 0x7f;
  const start = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < start) return undefined;
  const size = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  const end = start + size;
  return bytes.length < end ? undefined : { payload: bytes.subarray(start, end), end };
}
