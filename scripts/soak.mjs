// npm run soak [-- arguments of jest]: the suites of hostile input and of faults at full size, which takes hours.
import { build } from './lib/build.mjs';
import { attach } from './lib/command.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { say } from './lib/output.mjs';
import { inRoot } from './lib/project.mjs';

const nodeArguments = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const suites = ['--selectProjects', 'backend', '--testPathPatterns', 'dist/(hostile|faults)', '--runInBand'];

await main(async (args) => {
  await ensureInstalled();
  await build();
  const soak = { ...process.env, CHATWATCH_SOAK: '1' };
  let failure = 0;
  for (const [title, env] of Object.entries({
    'Suites that need nothing but Node': soak,
    'Suites that need real programs': { ...soak, CHATWATCH_TEST_SERVICES: '1' },
  })) {
    say(`${title}:`);
    const jest = [...nodeArguments, inRoot('node_modules/jest/bin/jest.js'), ...suites, ...args];
    failure = (await attach(process.execPath, jest, { env })) || failure;
  }
  return failure;
});
