// npm test [-- arguments of jest]; with --services only the tests that need real servers, see scripts/services.
import { runWithSecondChance } from './lib/again.mjs';
import { build } from './lib/build.mjs';
import { buildPreview } from './lib/build-preview.mjs';
import { attach } from './lib/command.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { inRoot } from './lib/project.mjs';
import { parseTestArguments } from './lib/test-arguments.mjs';

// The tests are ES modules, which jest loads through an interface that Node.js calls experimental at every start.
const nodeArguments = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];

await main(async (args) => {
  await ensureInstalled();
  await build();
  const { withServices, runnerArguments } = parseTestArguments(args);
  // The page that browsers are driven over.
  if (withServices) await buildPreview();
  const env = withServices ? { ...process.env, CHATWATCH_TEST_SERVICES: '1' } : process.env;
  /** @param {string[]} more */
  const run = (more) =>
    attach(process.execPath, [...nodeArguments, inRoot('node_modules/jest/bin/jest.js'), ...more], { env });
  return process.env['CI'] === 'true' ? runWithSecondChance(run, runnerArguments) : run(runnerArguments);
});
