import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ImageMongod, startMongodAsImage } from '../../testing/servers/mongod-as-image.js';
import { freePorts, startServerProcess } from '../../testing/servers/server-process.js';
import { type SpawnedService, spawnService } from '../../testing/spawn-service.js';
import { type ComposeService, filledInEnvironment, inRepository, readCompose } from './compose-file.js';

/** Paths of the programs that stand in for images. */
export interface Programs {
  readonly composeSpec: string;
  readonly haproxy: string;
  readonly mongod: string;
  readonly redisServer: string;
}

type NodeName = 'backend-1' | 'backend-2';

/** What `docker-compose.yml` starts, as processes on the loopback with the file's own commands and variables. */
export interface Stack {
  /** Of the balancer. */
  readonly url: string;
  /** What `.env` says. */
  readonly env: Readonly<Record<string, string>>;
  readonly mongod: ImageMongod;
  readonly redisPort: number;
  node(name: NodeName): SpawnedService;
  /** Waits until so many nodes are ready as the balancer sees it; it looks once a second. */
  hasReady(count: number): Promise<void>;
  /** Starts a node again after its end. */
  restart(name: NodeName): Promise<void>;
  stop(): Promise<void>;
}

/** @param variables of the service, beside those of the file */
export const startStack = async (programs: Programs, variables: Record<string, string>): Promise<Stack> => {
  const env = filledInEnvironment();
  const compose = readCompose(programs.composeSpec, env);
  const folder = mkdtempSync(path.join(tmpdir(), 'chatwatch-stack-'));
  const [redisPort = 0, balancerPort = 0, healthPort = 0, firstPort = 0, secondPort = 0] = await freePorts(5);
  const ports = { 'backend-1': firstPort, 'backend-2': secondPort };
  const mongod = await startMongodAsImage(programs.mongod, env.MONGODB_ROOT_PASSWORD);
  const addresses = { 'mongodb:27017': `127.0.0.1:${mongod.port}`, 'redis:6379': `127.0.0.1:${redisPort}` };
  const redis = await startRedisOf(compose('redis'), programs.redisServer, redisPort);
  prepare(compose('mongodb-setup'), addresses);
  const startNode = (name: NodeName): Promise<SpawnedService> => {
    const local = { HOST: '127.0.0.1', PORT: String(ports[name]), DATA_DIR: path.join(folder, name) };
    // What the image sets, and the one address that is another one without containers.
    const image = { NODE_ENV: 'production', TRUST_PROXY: 'loopback' };
    return spawnService({ ...pointedAt(compose(name), addresses), ...local, ...image, ...variables });
  };
  const nodes = { 'backend-1': await startNode('backend-1'), 'backend-2': await startNode('backend-2') };
  const balancer = await startBalancer(programs.haproxy, folder, {
    ...ports,
    balancer: balancerPort,
    health: healthPort,
  });
  return {
    url: `http://127.0.0.1:${balancerPort}`,
    env,
    mongod,
    redisPort,
    node: (name) => nodes[name],
    hasReady: async (count) => {
      const nodesReady = async (): Promise<string> => (await fetch(`http://127.0.0.1:${healthPort}/nodes`)).text();
      while ((await nodesReady()) !== `${count}\n`) continue;
    },
    restart: async (name) => {
      nodes[name] = await startNode(name);
    },
    stop: async () => {
      await balancer.kill();
      await Promise.all(Object.values(nodes).map((node) => node.end('SIGKILL').catch(() => undefined)));
      await Promise.all([redis.kill(), mongod.stop()]);
      rmSync(folder, { recursive: true });
    },
  };
};

/** The variables of a service, with addresses of the loopback for the names of containers. */
const pointedAt = ({ environment }: ComposeService, addresses: Record<string, string>): Record<string, string> => {
  const point = (text: string): string =>
    Object.entries(addresses).reduce((value, [name, address]) => value.replace(name, address), text);
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, point(value)]));
};

const prepare = (setup: ComposeService, addresses: Record<string, string>): void => {
  const main = fileURLToPath(new URL(`../../${path.basename(setup.command[1] ?? '')}`, import.meta.url));
  execFileSync(process.execPath, [main], { env: { ...pointedAt(setup, addresses) }, stdio: 'pipe' });
};

const startRedisOf = ({ command, environment }: ComposeService, redisServer: string, port: number) => {
  const script = replaced(command.at(-1) ?? '', {
    'redis-server': redisServer,
    'port 6379': `port ${port}\nbind 127.0.0.1`,
  });
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const args = [...variables, ...command.slice(0, -1), script];
  return startServerProcess({ program: 'env', args, readyLine: 'Ready to accept connections' });
};

type Ports = Readonly<Record<NodeName | 'balancer' | 'health', number>>;

const startBalancer = (haproxy: string, folder: string, ports: Ports) => {
  const config = replaced(readFileSync(inRepository('provisioning/balancer/haproxy.cfg'), 'utf8'), {
    'log stdout': 'log stderr',
    'bind :3000': `bind 127.0.0.1:${ports.balancer}`,
    '127.0.0.1:8404': `127.0.0.1:${ports.health}`,
    'backend-1:3000': `127.0.0.1:${ports['backend-1']}`,
    'backend-2:3000': `127.0.0.1:${ports['backend-2']}`,
  });
  const file = path.join(folder, 'haproxy.cfg');
  writeFileSync(file, config);
  // As the image does: a worker under a master, which says when it serves.
  const args = ['-W', '-db', '-f', file];
  return startServerProcess({ program: haproxy, args, readyLine: 'Loading success', logsTo: 'stderr' });
};

/** What is replaced has to be there: else the test would run something else than the file says. */
const replaced = (text: string, replacements: Record<string, string>): string =>
  Object.entries(replacements).reduce((result, [from, to]) => {
    if (!result.includes(from)) throw new Error(`"${from}" is not in:\n${text}`);
    return result.replaceAll(from, to);
  }, text);
