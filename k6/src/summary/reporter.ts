import type { Options } from '../options.ts';
import { generated } from '../promises/promises.ts';
import type { K6Summary } from './k6-summary.ts';
import { reportOf, type RunEnvironment } from './run-report.ts';
import { renderRun } from './table.ts';

/**
 * What k6 calls at the end: prints the run by promises, and writes it as JSON to the file that `SUMMARY_FILE` names.
 * `RUN_ENVIRONMENT`, JSON as well, says where the run was made.
 */
export function reporter(scenario: string, options: Options): (summary: K6Summary) => Record<string, string> {
  return (summary) => {
    const report = reportOf(summary, generated, {
      scenario,
      options,
      environment: environment(),
      endedAtMs: Date.now(),
    });
    const file = __ENV.SUMMARY_FILE;
    return {
      stdout: renderRun(report),
      ...(file !== undefined && file !== '' && { [file]: `${JSON.stringify(report, null, 2)}\n` }),
    };
  };
}

/** Written by `npm run k6`; without it nothing is known. */
function environment(): RunEnvironment {
  const told = __ENV.RUN_ENVIRONMENT;
  if (told === undefined || told === '') return { commit: null, branch: null, isEmbedded: false, machine: null };
  return JSON.parse(told) as RunEnvironment;
}
