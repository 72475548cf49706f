import { existsSync } from 'node:fs';
import { BenchError } from '../errors.js';

/**
 * What modules of the service's build export, together. Nothing here depends on the service's types: who uses something
 * of it names it, and casts.
 * @throws {BenchError} when the service is not built
 */
export async function serviceBuild(...paths: string[]): Promise<unknown> {
  const modules = paths.map(async (path): Promise<object> => {
    const file = new URL(`../../../backend/dist/${path}`, import.meta.url);
    if (!existsSync(file)) throw new BenchError('the service is not built: run `npm run build`');
    return (await import(file.href)) as object;
  });
  return Object.assign({}, ...(await Promise.all(modules))) as unknown;
}
