import type { PromiseReport, PromiseState, RunReport } from './run-report.ts';

const MARKS: Readonly<Record<PromiseState, string>> = {
  met: '✓',
  missed: '✗',
  too_few_events: '✓',
  no_data: '✗',
  not_tried: '–',
};

/** A run for a terminal: every promise with its figure and target, what else was not met, and the figures behind it. */
export function renderRun(report: RunReport): string {
  const { scenario, people, durationSeconds, hasPassed } = report;
  const broken = report.thresholds.filter(({ isMet }) => !isMet);
  const lines = [
    '',
    `${scenario}: ${count(people)} people, ${number(durationSeconds, 0)} s`,
    '',
    ...rows(report.promises.map(promiseCells)),
    '',
    ...rows(figures(report)),
    '',
    ...broken.map(({ metric, threshold }) => `✗ threshold not met: ${metric} ${threshold}`),
    ...report.failedChecks.map(({ name, fails }) => `✗ check failed ${count(fails)} times: ${name}`),
    hasPassed ? '✓ Every threshold is met.' : `✗ ${conclusion(report)}`,
    '',
  ];
  return lines.join('\n');
}

function conclusion({ promises, thresholds }: RunReport): string {
  const missed = promises.filter(({ state, isJudged }) => isJudged && (state === 'missed' || state === 'no_data'));
  if (missed.length > 0) return `Promises not kept: ${missed.map(({ objective }) => objective).join(', ')}.`;
  return `Not met: ${thresholds.flatMap(({ isMet, metric }) => (isMet ? [] : [metric])).join(', ')}.`;
}

function promiseCells(promise: PromiseReport): string[] {
  const { state, title, value, target, events, objective } = promise;
  const figure = value === null ? 'nothing' : events === null ? count(value) : `${number(value * 100, 3)} % kept it`;
  return [MARKS[state], title, figure, `target ${target}`, basis(promise), objective];
}

/** What the figure rests on, and what it is good for. */
function basis({ state, events, isJudged }: PromiseReport): string {
  if (state === 'not_tried') return 'too few people to tell';
  if (events === null) return '';
  const few = state === 'too_few_events' ? ', too few to be sure' : '';
  return `of ${count(events)}${few}${isJudged ? '' : ', reported only'}`;
}

function figures({ metrics }: RunReport): string[][] {
  const trend = (name: string, title: string): string[] => {
    const { values = {} } = metrics[name] ?? {};
    const at = (key: string) => `${number(values[key] ?? 0, 1)} ms`;
    return ['', title, `p50 ${at('med')}`, `p95 ${at('p(95)')}`, `p99 ${at('p(99)')}`, `max ${at('max')}`];
  };
  const total = (name: string): string => count(metrics[name]?.values.count ?? 0);
  return [
    trend('chat_response_duration', 'API responses'),
    trend('chat_delivery_duration', 'deliveries'),
    trend('chat_ack_duration', 'acknowledgements'),
    trend('load_generator_lag', 'k6 itself late'),
    [
      '',
      'deliveries',
      `${total('chat_delivery_duration')} came`,
      `${total('chat_deliveries_missing')} never came`,
      `${total('chat_deliveries_duplicate')} doubled`,
      `${total('chat_deliveries_out_of_order')} out of order`,
    ],
    ['', 'requests', total('http_reqs'), `${total('chat_connections_lost')} connections lost`],
  ];
}

/** Cells in columns; k6's own output is ASCII-wide, so a character is a column. */
function rows(cells: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of cells) row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** By hand: k6's JavaScript knows no other locale than its own. */
function number(value: number, digits: number): string {
  const [whole = '0', rest = ''] = value.toFixed(digits).split('.');
  const decimals = rest.replace(/0+$/, '');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === '' ? grouped : `${grouped}.${decimals}`;
}

const count = (value: number): string => number(value, 0);
