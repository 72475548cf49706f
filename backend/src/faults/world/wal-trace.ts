/**
 * How much of the write-ahead log was safe on disk at the end of a trace, bytes: what a loss of power leaves at least.
 * The trace is of `strace -f -y -e trace=pwrite64,fsync,fdatasync`; the log must not have been begun anew after others
 * of its frames were synced.
 */
export const syncedLength = (trace: string): number => {
  let written = 0;
  let synced = 0;
  const underWay = new Map<string, number>();
  for (const line of trace.split('\n')) {
    const thread = /^\d+/.exec(line)?.[0] ?? '';
    const write = /pwrite64\(\d+<[^>]*-wal>, .*, (\d+), (\d+)/.exec(line);
    if (write) written = Math.max(written, Number(write[1]) + Number(write[2]));
    else if (/(fsync|fdatasync)\(\d+<[^>]*-wal>\) += 0/.test(line)) synced = written;
    else if (/(fsync|fdatasync)\(\d+<[^>]*-wal> <unfinished/.test(line)) underWay.set(thread, written);
    else if (/<\.\.\. (fsync|fdatasync) resumed>\) += 0/.test(line)) {
      synced = Math.max(synced, underWay.get(thread) ?? 0);
      underWay.delete(thread);
    }
  }
  return synced;
};
