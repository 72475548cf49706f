import { fileURLToPath } from 'node:url';
import { runGenerator } from './generated-files.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { exitCode, lines } = runGenerator(process.argv.slice(2), root);
const output = exitCode === 0 ? process.stdout : process.stderr;
for (const line of lines) output.write(`${line}\n`);
process.exitCode = exitCode;
