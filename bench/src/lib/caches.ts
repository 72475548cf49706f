import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BentoCache, bentostore } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import { BenchError } from '../errors.js';

/** A value such as both sides keep. */
export interface Kept {
  readonly id: string;
}

/** The part of the service's cache that is measured; nothing here depends on the service's own types. */
export interface ServiceCache {
  getOrLoad(key: string, policy: object, load: (key: string) => Promise<Kept>): Kept | Promise<Kept>;
}

/** How the service keeps authors. */
export const policy = { group: 'authors', ttlMs: 600_000, sizeBytes: () => 200 };

/** The service's cache, from its build. */
export async function serviceCache(): Promise<ServiceCache> {
  const file = new URL('../../../backend/dist/cache/index.js', import.meta.url);
  if (!existsSync(fileURLToPath(file))) throw new BenchError('the service is not built: run `npm run build`');
  // A module of the service's build, which exports this class.
  const { Cache } = (await import(file.href)) as { Cache: new (options: { maxBytes: number }) => ServiceCache };
  return new Cache({ maxBytes: 64 * 1_024 * 1_024 });
}

/** bentocache with one level, in memory. */
export const newBentoCache = () =>
  new BentoCache({
    default: 'memory',
    stores: { memory: bentostore().useL1Layer(memoryDriver({ maxSize: '64mb', maxItems: 100_000 })) },
  });
