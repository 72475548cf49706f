import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alertmanager } from '../parts/alertmanager.mjs';
import { mongod } from '../parts/mongod.mjs';
import { prometheus } from '../parts/prometheus.mjs';
import { redisServer } from '../parts/redis-server.mjs';
import { alertmanagerConfig, prometheusConfig } from './configs.mjs';
import { mongoCommand } from './mongo-command.mjs';
import { exchange, expectSuccess } from './sockets.mjs';

/**
 * The servers that `start` runs, each on 127.0.0.1 only.
 * @type {import('../part.mjs').Service[]}
 */
export const services = [
  {
    part: mongod,
    variable: 'MONGODB_URL',
    url: ({ port }) => `mongodb://127.0.0.1:${port}/chatwatch?replicaSet=rs0`,
    args: ({ port, folder }) => [
      ...['--replSet', 'rs0', '--bind_ip', '127.0.0.1', '--port', String(port), '--dbpath', folder],
      // Half of the machine's memory is its own idea of a cache, and a socket in /tmp outlives it.
      ...['--wiredTigerCacheSizeGB', '0.25', '--nounixsocket'],
    ],
    ready: mongodReady,
  },
  {
    part: redisServer,
    variable: 'REDIS_URL',
    url: ({ port }) => `redis://127.0.0.1:${port}`,
    args: ({ port, folder }) => [
      ...['--bind', '127.0.0.1', '--port', String(port), '--dir', folder],
      ...['--save', '', '--appendonly', 'no'],
    ],
    ready: async ({ port }) => {
      const reply = await exchange(port, Buffer.from('PING\r\n'), (bytes) => bytes.includes('\r\n'));
      if (!reply.toString().startsWith('+PONG')) throw new Error(`PING is answered by ${reply.toString().trim()}`);
    },
  },
  {
    part: prometheus,
    variable: 'PROMETHEUS_URL',
    url: ({ port }) => `http://127.0.0.1:${port}`,
    args: ({ port, folder, ports }) => [
      `--config.file=${written(folder, 'prometheus.yml', prometheusConfig(port, ports['alertmanager']))}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--web.enable-remote-write-receiver',
    ],
    ready: ({ port }) => expectSuccess(port, '/-/ready'),
  },
  {
    part: alertmanager,
    variable: 'ALERTMANAGER_URL',
    url: ({ port }) => `http://127.0.0.1:${port}`,
    args: ({ port, folder }) => [
      `--config.file=${written(folder, 'alertmanager.yml', alertmanagerConfig)}`,
      `--storage.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      // No cluster: it would listen on all addresses.
      '--cluster.listen-address=',
    ],
    ready: ({ port }) => expectSuccess(port, '/-/ready'),
  },
];

/**
 * @param {string} folder
 * @param {string} name
 * @param {string} content
 */
function written(folder, name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/**
 * A replica set of one: transactions, change streams and `w: majority` need one.
 * @param {import('../part.mjs').Address} at
 */
async function mongodReady({ port }) {
  const hello = await mongoCommand(port, { hello: 1 });
  if (hello['isWritablePrimary'] === true) return;
  if (hello['isreplicaset'] === true) {
    const members = [{ _id: 0, host: `127.0.0.1:${port}` }];
    await mongoCommand(port, { replSetInitiate: { _id: 'rs0', members } });
  }
  throw new Error('it is not the primary yet');
}
