import type { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { RedisCommands } from './link.js';

/** A Lua script that Redis runs as one command. On a cluster all its keys share a hash tag. */
export interface Script {
  readonly lua: string;
  readonly sha1: string;
}

export const script = (lua: string): Script => ({ lua, sha1: createHash('sha1').update(lua).digest('hex') });

/**
 * Runs a script, by its hash where the server knows it.
 * @returns numbers, bytes, null and arrays of them
 * @throws as the driver does
 */
export const runScript = async (
  redis: RedisCommands,
  { lua, sha1 }: Script,
  keys: readonly string[],
  args: readonly (string | number | Buffer)[],
): Promise<unknown> => {
  try {
    return await redis.callBuffer('evalsha', sha1, keys.length, ...keys, ...args);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return redis.callBuffer('eval', lua, keys.length, ...keys, ...args);
  }
};
