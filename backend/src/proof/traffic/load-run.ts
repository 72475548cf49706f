import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { PrometheusServer } from '../../testing/servers/prometheus.js';
import { SECRETS } from '../watched-service.js';

const script = fileURLToPath(new URL('../../../../scripts/k6.mjs', import.meta.url));

/** As short as it can be; its times are not judged, as others use the machine too. */
const SIZE = { RAMP: '8s', DURATION: '4s', GRACE: '1s', TIMING: 'report' };

/** A smoke run of k6 that writes what it measures to Prometheus. @throws {Error} with its output, where it fails */
export const runLoad = async (url: string, prometheus: PrometheusServer): Promise<void> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-load-run-'));
  const child = spawn(process.execPath, [script, 'smoke'], {
    env: {
      ...process.env,
      ...SIZE,
      BASE_URL: url,
      SERVICE_TOKEN: SECRETS.SERVICE_TOKEN,
      SUMMARY_FILE: path.join(directory, 'summary.json'),
      K6_PROMETHEUS_RW_SERVER_URL: `${prometheus.url}/api/v1/write`,
      K6_PROMETHEUS_RW_PUSH_INTERVAL: '1s',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const outputs = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await once(child, 'close')) as [number | null];
  await rm(directory, { recursive: true, force: true });
  if (code !== 0) throw new Error(`the load run ended with ${String(code)}:\n${(await outputs).join('\n')}`);
};
