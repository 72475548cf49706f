import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AGGREGATIONS } from './functions/aggregations.js';
import { SIGNATURES } from './functions/signatures.js';
import { FUNCTIONS } from './rules/template/functions.js';
import { askApi } from './testing/api-client.js';
import { startExpositionServer } from './testing/exposition-server.js';

const packageRoot = new URL('..', import.meta.url);
let readme = '';
let child: ChildProcess | undefined;

beforeEach(async () => {
  readme = await readFile(new URL('README.md', packageRoot), 'utf8');
});

afterEach(async () => {
  if (child?.exitCode === null) {
    child.kill();
    await once(child, 'close');
  }
  child = undefined;
});

/** Starts a JavaScript block of the README as it stands. */
const startExample = (about: string, env: Record<string, string> = {}) => {
  const blocks = Array.from(readme.matchAll(/```js\n([\s\S]*?)```/g), ([, block = '']) => block);
  const source = blocks.find((block) => block.includes(about));
  if (source === undefined) throw new Error(`README.md has no example with ${about}`);
  const started = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    cwd: packageRoot,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  return started;
};

describe('the README', () => {
  it('has an example that scrapes a service and answers for it', async () => {
    const service = await startExpositionServer();
    const scraped = new Promise<void>((resolve) => {
      service.exposition = (_, response) => {
        response.end('hits_total 7\n');
        resolve();
      };
    });
    const example = startExample('apiHandler', { METRICS_URL: service.url, PORT: '0' });
    // A line's event carries its text.
    const [origin] = (await once(createInterface(example.stdout), 'line')) as [string];
    await scraped;
    const asked = await askApi(origin, '/api/v1/rules?type=alert');
    expect(JSON.stringify(asked.body)).toContain('ErrorRateBudgetBurn1h');
    const found = await askApi(origin, '/api/v1/targets');
    expect(JSON.stringify(found.body)).toContain(service.url);
    await service.close();
  });

  it('has an example of a query that gives what it says', async () => {
    const example = startExample('evaluateInstant');
    await expect(text(example.stdout)).resolves.toBe('2\n');
  });

  it.each([
    ['PromQL', [...Object.keys(SIGNATURES), ...Object.keys(AGGREGATIONS)]],
    ['Templates', [...FUNCTIONS.keys()]],
  ])('names all functions of %s', (heading, functions) => {
    const section = readme.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
    for (const name of functions) expect(section).toContain(`\`${name}\``);
  });
});
