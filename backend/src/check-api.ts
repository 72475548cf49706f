import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseConfig } from './config.js';
import { documentProblems } from './http/openapi/judge.js';
import { createLog } from './log.js';
import { startService } from './service.js';

/** A part of `npm run check`: starts the service for a moment and reads its API's document as a stranger would. */

const directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-api-'));
const config = parseConfig({ PORT: '0', DATA_DIR: directory, LOG_LEVEL: 'silent' });
const service = await startService(config, {
  log: createLog(config),
  onFatal: (error) => {
    throw error;
  },
});
try {
  const problems = documentProblems(await (await fetch(`${service.url}/openapi.json`)).json());
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
} finally {
  await service.stop();
  await rm(directory, { recursive: true });
}
