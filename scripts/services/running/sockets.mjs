import { createConnection, createServer } from 'node:net';

const answerWithinMs = 2_000;

/**
 * A port of 127.0.0.1 that nothing listens on.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => done(port));
    });
  });
}

/**
 * Sends bytes to a port of 127.0.0.1 and answers with what comes back, as soon as `isComplete` is content.
 * @param {number} port
 * @param {Buffer} request
 * @param {(reply: Buffer) => boolean} isComplete
 * @returns {Promise<Buffer>}
 */
export function exchange(port, request, isComplete) {
  return new Promise((done, fail) => {
    let reply = Buffer.alloc(0);
    const socket = createConnection({ host: '127.0.0.1', port }, () => socket.write(request));
    socket.setTimeout(answerWithinMs, () => socket.destroy(new Error(`no answer on port ${port}`)));
    socket.on('error', fail);
    socket.on('close', () => fail(new Error(`port ${port} closed the connection`)));
    socket.on('data', (chunk) => {
      reply = Buffer.concat([reply, chunk]);
      if (!isComplete(reply)) return;
      done(reply);
      socket.destroy();
    });
  });
}

/**
 * Resolves when a page of 127.0.0.1 answers with success.
 * @param {number} port
 * @param {string} path
 */
export async function expectSuccess(port, path) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(answerWithinMs) });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${path} answers ${response.status}`);
}
