// npm run k6 -- <scenario> [arguments of k6]: a load run against the service that BASE_URL names, or one of its own.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { build } from './lib/build.mjs';
import { attach } from './lib/command.mjs';
import { startEmbeddedService } from './lib/embedded-service.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main, ScriptError } from './lib/main.mjs';
import { note } from './lib/output.mjs';
import { inRoot, root } from './lib/project.mjs';
import { runEnvironment } from './lib/run-environment.mjs';
import { ensure } from './services/ensure.mjs';
import { k6 } from './services/parts/k6.mjs';

/** The files beside the folders; a part of one is no scenario. */
const scenarios = ['smoke', 'chat'];
const trendStats = 'p(50),p(95),p(99),avg,max,count';

await main(async ([scenario = '', ...args]) => {
  if (!scenarios.includes(scenario)) throw new ScriptError(usage(scenario), 2);
  await ensureInstalled();
  await build();
  const program = await ensure(k6);
  const target = process.env['BASE_URL'];
  if (target) return run(program, scenario, args, { BASE_URL: target });
  const folder = mkdtempSync(join(tmpdir(), 'chatwatch-k6-'));
  try {
    return await runEmbedded(folder, (service) => run(program, scenario, args, service));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** @param {string} scenario */
function usage(scenario) {
  const complaint = scenario === '' ? '' : `There is no scenario ${scenario}.\n`;
  return `${complaint}Usage: npm run k6 -- <scenario> [arguments of k6]\n\nScenarios: ${scenarios.join(', ')}. k6/README.md tells what they do and which variables they read.`;
}

/**
 * @param {string} folder
 * @param {(service: Record<string, string>) => Promise<number>} work
 */
async function runEmbedded(folder, work) {
  const serviceToken = randomBytes(24).toString('hex');
  const service = await startEmbeddedService(folder, { SERVICE_TOKEN: serviceToken });
  note(`The service runs for this alone, at ${service.url}.`);
  try {
    return await work({ BASE_URL: service.url, SERVICE_TOKEN: serviceToken });
  } finally {
    await service.stop();
  }
}

/**
 * @param {string} program
 * @param {string} scenario
 * @param {string[]} args
 * @param {Record<string, string>} service
 */
async function run(program, scenario, args, service) {
  const runId = process.env['RUN_ID'] || `${scenario}-${Date.now().toString(36)}`;
  const summary = resolve(process.env['SUMMARY_FILE'] || inRoot('k6/results', `${scenario}.json`));
  mkdirSync(dirname(summary), { recursive: true });
  rmSync(summary, { force: true });
  const environment = await runEnvironment(program, { isEmbedded: !process.env['BASE_URL'] });
  const exitCode = await attach(program, ['run', ...output(runId), ...args, inRoot('k6/src', `${scenario}.ts`)], {
    env: {
      K6_NO_USAGE_REPORT: 'true',
      K6_PROMETHEUS_RW_TREND_STATS: trendStats,
      ...process.env,
      ...service,
      RUN_ID: runId,
      SUMMARY_FILE: summary,
      RUN_ENVIRONMENT: JSON.stringify(environment),
    },
  });
  if (existsSync(summary)) note(`Summary: ${relative(root, summary)}`);
  return exitCode;
}

/** @param {string} runId */
function output(runId) {
  // Its own API, on a port that no second run can be in the way of.
  const progress = ['--address', '127.0.0.1:0', ...(process.stdout.isTTY ? [] : ['--quiet', '--no-color'])];
  if (!process.env['K6_PROMETHEUS_RW_SERVER_URL']) return progress;
  return [...progress, '--out', 'experimental-prometheus-rw', '--tag', `testid=${runId}`];
}
