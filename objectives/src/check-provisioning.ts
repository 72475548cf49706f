import { fileURLToPath } from 'node:url';
import { repositoryProblems } from './provisioning/repository.js';

/** A part of `npm run check`: reads what Grafana is given at its start, more strictly than Grafana does. */

const problems = repositoryProblems(fileURLToPath(new URL('../..', import.meta.url)));
for (const problem of problems) process.stdout.write(`provisioning/grafana/${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
