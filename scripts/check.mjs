// npm run check: everything that must hold beside the tests, a line each; goes on after a failure to show them all.
import { checks } from './lib/checks.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { say, secondsSince } from './lib/output.mjs';

await main(async () => {
  await ensureInstalled();
  /** @type {string[]} */
  const failed = [];
  for (const { name, run } of checks) {
    const started = Date.now();
    const problem = await run();
    say(`${problem === undefined ? 'ok    ' : 'failed'}  ${name} (${secondsSince(started)})`);
    if (problem === undefined) continue;
    failed.push(name);
    say(problem.replace(/^(?=.)/gm, '        '));
  }
  if (failed.length === 0) return 0;
  say(`\nFailed: ${failed.join(', ')}.`);
  return 1;
});
