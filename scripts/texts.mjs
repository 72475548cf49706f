// node scripts/texts.mjs [--check]: writes the English texts of the Grafana app from its sources, part of npm run generate.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { filesBelow } from './lib/files.mjs';
import { main, ScriptError } from './lib/main.mjs';
import { note } from './lib/output.mjs';
import { inRoot, root } from './lib/project.mjs';
import { nested, textsOf } from './lib/texts.mjs';

const target = inRoot('plugin/src/locales/en-US/chatwatch-app.json');

await main(async (args) => {
  /** @type {string[]} */
  const problems = [];
  const complain = (/** @type {string} */ problem) => problems.push(problem);
  const sources = filesBelow(inRoot('plugin/src')).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
  );
  const texts = sources.sort().flatMap((file) => textsOf(relative(root, file), readFileSync(file, 'utf8'), complain));
  const json = `${JSON.stringify(nested(texts, complain), null, 2)}\n`;
  if (problems.length > 0) throw new ScriptError(problems.join('\n'));
  if (existsSync(target) && readFileSync(target, 'utf8') === json) return;
  if (args.includes('--check')) throw new ScriptError(`${relative(root, target)} is not up to date: npm run generate`);
  writeFileSync(target, json);
  note(`Wrote ${relative(root, target)}`);
});
