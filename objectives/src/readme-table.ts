import { formatDuration } from './duration.js';
import { formatTarget } from './format.js';
import type { Indicator, Objective, Objectives } from './schema.js';

const header = ['Promise', 'Target', 'Window', 'Measured from'];
const sources = { build: 'build', 'load-run': 'load run' } as const;

function measuredFrom(indicator: Indicator): string {
  switch (indicator.kind) {
    case 'external':
      return `${sources[indicator.source]}: \`${indicator.measurement}\``;
    case 'events': {
      const names = new Set([indicator.matching.metric, indicator.total.metric]);
      return [...names].map((name) => `\`${name}\``).join(' / ');
    }
    default:
      return `\`${indicator.metric}\``;
  }
}

function windowText({ indicator, window }: Objective): string {
  if (indicator.kind === 'external') return `each ${sources[indicator.source]}`;
  return window === undefined ? '' : formatDuration(window);
}

function cells(objective: Objective): string[] {
  const texts = [objective.promise, formatTarget(objective), windowText(objective), measuredFrom(objective.indicator)];
  return texts.map((text) => text.replaceAll(/\s+/g, ' ').replaceAll('|', String.raw`\|`));
}

/** The objectives as a Markdown table, padded as Prettier pads it, without a newline at the end. */
export function readmeTable(objectives: Objectives): string {
  const rows = [header, ...objectives.map(cells)];
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  const [head = '', ...body] = rows.map((row) => line(row.map((text, column) => text.padEnd(widths[column] ?? 0))));
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body].join('\n');
}
