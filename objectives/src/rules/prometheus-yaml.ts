import type { AlertRule, RecordingRule, Rules } from './rule.js';
import { promDuration } from './promql.js';

const header = `# Made from objectives/objectives.yaml; edits here are lost, and npm run check finds them.
# To change a rule, change its objective and run: npm run generate
groups:`;

/** Text that is no YAML syntax wherever it stands. */
function scalar(text: string): string {
  if (/^[A-Za-z][\w-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)) return text;
  return text.includes("'") && !/["\\]/.test(text) ? `"${text}"` : `'${text.replaceAll("'", "''")}'`;
}

function map(name: string, fields: Readonly<Record<string, string>>, indent: string): string[] {
  const entries = Object.entries(fields);
  if (entries.length === 0) return [];
  return [`${indent}${name}:`, ...entries.map(([key, value]) => `${indent}  ${key}: ${scalar(value)}`)];
}

function ruleLines(rule: RecordingRule | AlertRule): string[] {
  const indent = ' '.repeat(8);
  const name = 'record' in rule ? `record: ${rule.record}` : `alert: ${rule.alert}`;
  const expression = rule.expr.split('\n').map((line) => `${indent}  ${line}`);
  const head = [`      - ${name}`, `${indent}expr: |-`, ...expression];
  if ('record' in rule) return [...head, ...map('labels', rule.labels, indent)];
  return [
    ...head,
    `${indent}for: ${rule.for}`,
    `${indent}keep_firing_for: ${rule.keepFiringFor}`,
    ...map('labels', rule.labels, indent),
    ...map('annotations', rule.annotations, indent),
  ];
}

/** Rules as a Prometheus rule file. */
export function prometheusYaml({ groups }: Rules<RecordingRule | AlertRule>): string {
  const lines = groups.flatMap(({ name, intervalSeconds, notes, rules }) => [
    ...notes.map((note) => `  # ${note.replaceAll(/\s+/g, ' ')}`),
    `  - name: ${name}`,
    `    interval: ${promDuration(intervalSeconds)}`,
    '    rules:',
    ...rules.flatMap(ruleLines),
  ]);
  return [header, ...lines, ''].join('\n');
}
