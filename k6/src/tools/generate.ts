import { fileURLToPath } from 'node:url';
import { ObjectivesError } from '@chatwatch/objectives';
import { runGenerator, type GeneratorResult } from './generated-files.ts';

function run(): GeneratorResult {
  try {
    return runGenerator(process.argv.slice(2), fileURLToPath(new URL('../../..', import.meta.url)));
  } catch (error) {
    if (error instanceof ObjectivesError) return { exitCode: 1, lines: [error.message] };
    throw error;
  }
}

const { exitCode, lines } = run();
for (const line of lines) (exitCode === 0 ? process.stdout : process.stderr).write(`${line}\n`);
process.exitCode = exitCode;
