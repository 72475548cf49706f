import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RestClient } from '@chatwatch/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { findProgram } from '@chatwatch/objectives/testing/program';
import { type SpawnedService, spawnService } from '../testing/spawn-service.js';
import { schemathesisConfig } from './schemathesis-config.js';
import { isSoak } from './soak.js';

const program = findProgram('schemathesis');

/** Cases of each operation beside those that its schemas' edges give. */
const EXAMPLES = isSoak ? 1_400 : 25;
const TIMEOUT_MS = isSoak ? 3_600_000 : 170_000;
/** Another one each day, so that in time all is tried; a failure is repeated by setting it. */
const SEED = process.env.CHATWATCH_SEED ?? new Date().toISOString().slice(0, 10).replaceAll('-', '');

const rates = z.record(z.string(), z.object({ accepted: z.int() }));
const reportShape = z.object({
  operations: z.object({ total: z.int(), tested: z.int() }),
  test_cases: z.object({ generated: z.int() }),
  failures: z.array(z.looseObject({ title: z.string(), operations: z.array(z.string()) })),
  errors: z.array(z.unknown()),
  valid_rates: z.record(z.string(), rates),
});

(program === undefined ? describe.skip : describe)('requests made out of the document', () => {
  let directory: string;
  let service: SpawnedService;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'chatwatch-schemathesis-'));
    service = await spawnService({
      DATA_DIR: path.join(directory, 'data'),
      SERVICE_TOKEN,
      ADMIN_EMAIL: ANN.email,
      ADMIN_PASSWORD: ANN.password,
    });
  });
  afterAll(async () => {
    await service.end('SIGINT');
    await rm(directory, { recursive: true });
  });

  it(
    'are answered as it says, and every operation is reached',
    async () => {
      const configFile = path.join(directory, 'schemathesis.toml');
      const reportFile = path.join(directory, 'report.json');
      await writeFile(configFile, await configFor(service.url));
      const output = await run(program ?? '', [
        ...['--config-file', configFile, 'run', `${service.url}/openapi.json`],
        ...['--checks', 'all', '--max-examples', String(EXAMPLES), '--seed', SEED],
        ...['--report', 'json', '--report-json-path', reportFile],
      ]);
      const report = reportShape.parse(JSON.parse(await readFile(reportFile, 'utf8')));
      const reached = Object.entries(report.valid_rates).filter(([, phases]) => isReached(phases));
      const { total, tested } = report.operations;
      const { generated } = report.test_cases;
      process.stdout.write(`${generated} requests, ${reached.length} of ${total} operations with 2xx, seed ${SEED}\n`);

      if (report.failures.length + report.errors.length > 0) throw new Error(`seed ${SEED}\n${shortened(output)}`);
      expect(tested).toBe(total);
      expect(reached.length / total).toBeGreaterThanOrEqual(0.9);
      expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
    },
    TIMEOUT_MS,
  );
});

const SERVICE_TOKEN = 'a-service-token';

/** The administrator, who reaches most. As the document's examples sign in, so that the example of a login works. */
const ANN = { email: 'ann@chat.example', password: 'correct horse battery' };

/** What requests may name, so that they reach further than "there is no such channel". */
const configFor = async (url: string): Promise<string> => {
  const guest = new RestClient({ baseUrl: url });
  const ann = await guest.login(ANN);
  const bob = await guest.register({ name: 'Bob', email: 'bob@chat.example', password: 'correct horse battery' });
  const rest = new RestClient({ baseUrl: url, token: ann.token });
  const channels = [
    await rest.createChannel({ name: 'general', type: 'public' }),
    await rest.createChannel({ name: 'plans', type: 'private', memberIds: [bob.user.id] }),
  ];
  for (const { id } of channels) {
    for (let count = 0; count < 20; count++) await rest.sendMessage(id, { content: `message ${count}` });
  }
  return schemathesisConfig({
    userToken: ann.token,
    serviceToken: SERVICE_TOKEN,
    channelIds: channels.map(({ id }) => id),
    userIds: ['me', ann.user.id, bob.user.id],
    seqs: Array.from({ length: 20 }, (_, index) => index + 1),
  });
};

/** Generated bodies can be of hundreds of kilobytes. */
const shortened = (output: string): string =>
  output
    .split('\n')
    .map((line) => line.slice(0, 1_000))
    .join('\n');

const isReached = (phases: z.infer<typeof rates>): boolean =>
  Object.values(phases).some(({ accepted }) => accepted > 0);

/** What the program prints; its exit code says what the report says as well. */
const run = (file: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(file, args, { timeout: TIMEOUT_MS, maxBuffer: 64 * 2 ** 20, cwd: tmpdir() }, (_error, stdout, stderr) => {
      resolve(stdout + stderr);
    });
  });
