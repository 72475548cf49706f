import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { freePorts, startServerProcess } from './server-process.js';

/** What a proxy may do to what goes through it, by the names and attributes of toxiproxy 2.12. */
export type Toxic =
  /** Milliseconds, each way that it is set for. */
  | { readonly type: 'latency'; readonly attributes: { readonly latency: number; readonly jitter?: number } }
  /** Kilobytes a second. */
  | { readonly type: 'bandwidth'; readonly attributes: { readonly rate: number } }
  /** Closes once so many bytes have passed. */
  | { readonly type: 'limit_data'; readonly attributes: { readonly bytes: number } }
  /** Lets nothing through and closes after so many milliseconds; 0: when it is removed. */
  | { readonly type: 'timeout'; readonly attributes: { readonly timeout: number } }
  /** Resets the connection after so many milliseconds. */
  | { readonly type: 'reset_peer'; readonly attributes: { readonly timeout: number } };

/** `downstream`: what the server answers; `upstream`: what the client sends. */
type Direction = 'downstream' | 'upstream';

/** One way between two programs that a test can spoil. */
export interface Proxy {
  readonly port: number;
  /** Adds a toxic, also to the connections that are there. */
  add(toxic: Toxic, direction?: Direction): Promise<void>;
  /** Takes all toxics away. */
  heal(): Promise<void>;
  /** Cuts every connection, and refuses new ones until `connect`. */
  cut(): Promise<void>;
  connect(): Promise<void>;
}

/** A real toxiproxy of a test. */
export interface Toxiproxy {
  /** A way to a port of the loopback. */
  proxy(upstreamPort: number): Promise<Proxy>;
  stop(): Promise<void>;
}

const ATTEMPTS = 200;

const proxySchema = z.object({ name: z.string(), listen: z.string(), toxics: z.array(z.object({ name: z.string() })) });

/**
 * Starts a toxiproxy on a free port of the loopback; it does not outlive the test's process.
 * @param program path of it, from `findProgram('toxiproxy-server')`
 */
export const startToxiproxy = async (program: string): Promise<Toxiproxy> => {
  const [port = 0] = await freePorts(1);
  const args = ['-host', '127.0.0.1', '-port', String(port)];
  const server = await startServerProcess({ program, args, readyLine: 'Starting' });
  const call = callerOf(`http://127.0.0.1:${port}`);
  await answers(call);
  let count = 0;
  return {
    proxy: async (upstreamPort) => {
      const name = `p${++count}`;
      const body = { name, listen: '127.0.0.1:0', upstream: `127.0.0.1:${upstreamPort}`, enabled: true };
      const { listen } = proxySchema.parse(await call('POST', '/proxies', body));
      return proxyOf(name, listen, call);
    },
    stop: () => server.kill(),
  };
};

type Call = (method: string, path: string, body?: object) => Promise<unknown>;

const proxyOf = (name: string, listen: string, call: Call): Proxy => {
  const path = `/proxies/${name}`;
  let count = 0;
  return {
    port: Number(listen.split(':').at(-1)),
    add: async ({ type, attributes }, stream = 'downstream') => {
      await call('POST', `${path}/toxics`, { name: `t${++count}`, type, stream, attributes });
    },
    heal: async () => {
      const { toxics } = proxySchema.parse(await call('GET', path));
      for (const toxic of toxics) await call('DELETE', `${path}/toxics/${toxic.name}`);
    },
    // The address goes along, as 0 would be another port.
    cut: async () => {
      await call('POST', path, { listen, enabled: false });
    },
    connect: async () => {
      await call('POST', path, { listen, enabled: true });
    },
  };
};

/** It says that it starts before it listens. */
const answers = async (call: Call): Promise<void> => {
  for (let attempt = 0; ; attempt++) {
    try {
      await call('GET', '/version');
      return;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await setTimeout(20);
    }
  }
};

const callerOf =
  (url: string): Call =>
  async (method, path, body) => {
    const response = await fetch(`${url}${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
    const text = await response.text();
    if (!response.ok) throw new Error(`toxiproxy answered ${method} ${path} with ${response.status}: ${text}`);
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return isJson ? (JSON.parse(text) as unknown) : text;
  };
