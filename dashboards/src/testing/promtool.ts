import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** Series by their names and labels, with their values a minute from the start, in promtool's notation: `0+10x20`. */
export type GivenSeries = Readonly<Record<string, string>>;

/** What a query must answer ten minutes after the start: values by the labels that are left, `{status="500"}`. */
export interface Expectation {
  readonly expr: string;
  readonly given: GivenSeries;
  readonly answer: Readonly<Record<string, number>>;
}

const filled = (expr: string): string =>
  expr
    .replaceAll('$__rate_interval', '5m')
    .replaceAll('$job', 'chat')
    .replaceAll('$instance', '.+')
    .replaceAll('$objective', 'error-rate');

/**
 * Has the real evaluator answer a query over given series.
 * @param program path of promtool
 * @returns its complaint, empty when the answer is the expected one
 */
export const complaintAbout = async (program: string, { expr, given, answer }: Expectation): Promise<string> => {
  const directory = mkdtempSync(path.join(tmpdir(), 'dashboards-promtool-'));
  const file = path.join(directory, 'test.yml');
  const test = {
    interval: '1m',
    input_series: Object.entries(given).map(([series, values]) => ({ series, values })),
    promql_expr_test: [
      {
        expr: filled(expr),
        eval_time: '10m',
        exp_samples: Object.entries(answer).map(([labels, value]) => ({ labels, value })),
      },
    ],
  };
  try {
    // Every JSON document is a YAML document.
    writeFileSync(file, JSON.stringify({ evaluation_interval: '1m', tests: [test] }));
    await promisify(execFile)(program, ['test', 'rules', file]);
    return '';
  } catch (error) {
    const said = error as { stdout?: string; stderr?: string }; // of a program that ended with a failure
    return `${said.stdout ?? ''}${said.stderr ?? ''}`;
  } finally {
    rmSync(directory, { recursive: true });
  }
};
