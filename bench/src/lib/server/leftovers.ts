import { rmSync } from 'node:fs';
import { constants } from 'node:os';

/** What must not outlive the bench, however it ends. */
const folders = new Set<string>();
const pids = new Set<number>();

process.once('exit', () => {
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

// Without a listener a signal ends the process without `exit`.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

/** Kills the process at the end of this one; returns how to forget it once it has ended. */
export function killAtExit(pid: number): () => void {
  pids.add(pid);
  return () => pids.delete(pid);
}

/** Removes the folder at the end of this process; returns how to remove it now. */
export function removeAtExit(folder: string): () => void {
  folders.add(folder);
  return () => {
    rmSync(folder, { recursive: true, force: true });
    folders.delete(folder);
  };
}
