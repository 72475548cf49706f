/** Where Redis is and how one gets in. */
export interface RedisAddress {
  /** Keys are spread over several masters, which are found through any node. */
  readonly isCluster: boolean;
  readonly isEncrypted: boolean;
  /** One server, or nodes of a cluster to begin with. */
  readonly nodes: readonly RedisNode[];
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** Always 0 in a cluster. */
  readonly database: number;
}

export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

const DEFAULT_PORT = 6379;
const SCHEME = /^(rediss?)(\+cluster)?:\/\//;
const REST = /^(?:([^@/]*)@)?([^@/?#]+)(?:\/(\d{0,5}))?$/;
const NODE = /^(\[[\da-fA-F:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/;

/**
 * Reads `REDIS_URL`: `redis://[[user]:password@]host[:port][/database]`, `rediss://` for TLS; several addresses with
 * commas between them, or the scheme `redis+cluster://`, mean a cluster, which has no databases.
 * @returns undefined for what it is not
 * @example readRedisUrl('redis+cluster://:secret@a:7000,b:7000')?.nodes.length // 2
 */
export const readRedisUrl = (text: string): RedisAddress | undefined => {
  const [scheme = '', kind, cluster] = SCHEME.exec(text) ?? [];
  if (scheme === '') return undefined;
  // The scheme may be repeated before each address of a list.
  const [, authority, hosts, database = ''] = REST.exec(text.slice(scheme.length).replaceAll(`,${scheme}`, ',')) ?? [];
  const nodes = (hosts ?? '').split(',').map(readNode);
  const access = readAccess(authority);
  if (!access || !nodes.every((node) => node !== undefined)) return undefined;
  const isCluster = cluster !== undefined || nodes.length > 1;
  if (isCluster && Number(database) !== 0) return undefined;
  return { isCluster, isEncrypted: kind === 'rediss', nodes, ...access, database: Number(database) };
};

const readNode = (text: string): RedisNode | undefined => {
  const [, host, port = String(DEFAULT_PORT)] = NODE.exec(text) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) return undefined;
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
};

const readAccess = (authority: string | undefined): Pick<RedisAddress, 'username' | 'password'> | undefined => {
  if (authority === undefined) return { username: undefined, password: undefined };
  const at = authority.indexOf(':');
  if (at < 0) return undefined;
  try {
    const username = decodeURIComponent(authority.slice(0, at));
    const password = decodeURIComponent(authority.slice(at + 1));
    return { username: username === '' ? undefined : username, password };
  } catch {
    return undefined;
  }
};
