import { describe, expect, it } from '@jest/globals';
import { syncedLength } from './wal-trace.js';

const write = (offset: number): string => `7 pwrite64(29</data/chatwatch.db-wal>, ""..., 100, ${offset}) = 100`;

describe('what is safe of a write-ahead log', () => {
  it('is what was written before the last sync began', () => {
    expect(syncedLength([write(0), '7 fdatasync(29</data/chatwatch.db-wal>) = 0', write(100)].join('\n'))).toBe(100);
  });

  it('does not grow by what is written while a sync is under way, nor by a sync that fails or never ends', () => {
    const begun = '7 fdatasync(29</data/chatwatch.db-wal> <unfinished ...>';
    expect(syncedLength([write(0), begun, write(100), '7 <... fdatasync resumed>) = 0'].join('\n'))).toBe(100);
    expect(syncedLength([write(0), begun].join('\n'))).toBe(0);
    expect(syncedLength([write(0), '7 fdatasync(29</data/chatwatch.db-wal>) = -1 EIO'].join('\n'))).toBe(0);
  });

  it('does not grow by syncs of other files', () => {
    expect(syncedLength([write(0), '7 fsync(30</data/chatwatch.db>) = 0'].join('\n'))).toBe(0);
  });
});
