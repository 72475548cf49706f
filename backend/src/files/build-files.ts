import type { Logger } from 'pino';
import type { ChannelAccess } from '../chat/access.js';
import type { Config } from '../config.js';
import { events } from '../events.js';
import type { FileStore } from '../storage/files/file-store.js';
import type { FileRecords, UserStore } from '../storage/store.js';
import { type FileOperation, Files } from './files.js';
import { FileSweep } from './sweep.js';

interface FileFoundations {
  readonly records: FileRecords;
  readonly bytes: FileStore;
  readonly access: ChannelAccess;
  readonly users: Pick<UserStore, 'findInactive'>;
  readonly log: Logger;
}

/** Uploaded files and the sweep of those that nobody needs, which does not run yet. */
export const buildFiles = (
  config: Pick<Config, 'unattachedFileTtlSeconds'>,
  { records, bytes, access, users, log }: FileFoundations,
): { files: Files; sweep: FileSweep } => {
  const onFault = (error: unknown, operation: FileOperation): void => {
    log.error({ err: error, operation }, 'work on files failed');
    events.fault.publish({ source: 'files', operation, error });
  };
  const sweep = new FileSweep({
    records,
    bytes,
    unattachedTtlMs: config.unattachedFileTtlSeconds * 1_000,
    onSwept: (swept) => {
      log.info(swept, 'files that nobody needs were removed');
    },
    onFault: (error) => {
      onFault(error, 'removing files');
    },
  });
  return { files: new Files({ records, bytes, access, users, onFault }), sweep };
};
