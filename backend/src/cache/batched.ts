import process from 'node:process';
import type { Load } from './policy.js';

/**
 * Loads of single values as calls for several: those asked for in one turn share a call, which begins after all of them
 * were asked for.
 * @param loadMany values by key; keys without one are not in the map
 */
export const batched = <Value>(
  loadMany: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): Load<Value> => {
  let open: { readonly keys: string[]; readonly values: Promise<ReadonlyMap<string, Value>> } | undefined;
  const begin = () => {
    const keys: string[] = [];
    const values = new Promise<void>((resolve) => {
      process.nextTick(resolve);
    }).then(() => {
      open = undefined;
      return loadMany(keys);
    });
    return { keys, values };
  };
  return async (key) => {
    open ??= begin();
    open.keys.push(key);
    return (await open.values).get(key);
  };
};
