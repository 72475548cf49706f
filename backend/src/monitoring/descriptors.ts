import { readFile, readdir, stat } from 'node:fs/promises';
import type { Logger } from 'pino';

const LOOK_MS = 2_000;

/** Below this share of the limit, or this many, a burst of connections is reset without a word of Node's. */
const FEW_SHARE = 0.05;
const FEW = 32;

interface Descriptors {
  readonly open: number;
  readonly max: number;
}

/**
 * Tells in the log when file descriptors run out, and when there are enough again: beyond the limit the system's loop
 * takes connections only to close them, without an error or an event, so that nobody would know why clients fail.
 * @returns a function that ends it
 */
export const watchDescriptors = (log: Logger): (() => void) => {
  if (process.platform !== 'linux') return () => undefined;
  let areFew = false;
  const look = async (): Promise<void> => {
    const { open, max } = await count();
    const wereFew = areFew;
    areFew = max - open < Math.max(FEW, max * FEW_SHARE);
    if (areFew && !wereFew) log.error({ open, max }, 'few file descriptors are left: connections may be reset');
    if (!areFew && wereFew) log.info({ open, max }, 'there are enough file descriptors again');
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => {
      log.warn({ err: error }, 'open files could not be counted');
    });
  }, LOOK_MS).unref();
  return () => {
    clearInterval(timer);
  };
};

const count = async (): Promise<Descriptors> => {
  try {
    const limits = await readFile('/proc/self/limits', 'utf8');
    const soft = /^Max open files\s+(\S+)/m.exec(limits)?.[1];
    // Since Linux 6.2 the directory's size is its number of entries.
    const { size } = await stat('/proc/self/fd');
    return { open: size > 0 ? size : (await readdir('/proc/self/fd')).length, max: Number(soft ?? Infinity) };
  } catch (error) {
    // Not even one is left to count with.
    if (error instanceof Error && 'code' in error && error.code === 'EMFILE') return { open: 0, max: 0 };
    throw error;
  }
};
