import { formatDuration } from '../duration.js';
import { formatTarget, formatValue } from '../format.js';
import { errorBudget, limitOf } from '../limit.js';
import type { Objective } from '../schema.js';
import { APP_ID, DASHBOARD_UIDS, RECORDED } from './names.js';
import type { Links } from './links.js';
import { equals, selector } from './promql.js';
import type { AlertRule, AnnotationPart, NumberFormat } from './rule.js';

type Texts = AlertRule['texts'];

const functions: Readonly<Record<NumberFormat, string>> = {
  number: 'humanize',
  percentage: 'humanizePercentage',
  duration: 'humanizeDuration',
  bytes: 'humanize1024',
};

function template(part: AnnotationPart): string {
  // A brace pair of a promise is text, no template.
  if (typeof part === 'string') return part.replaceAll('{{', '{{ "{{" }}');
  if ('label' in part) return `{{ $labels.${part.label} }}`;
  if ('value' in part) return `{{ $value | ${functions[part.value]} }}`;
  // The job is put in with %q, which quotes it.
  const query = selector(part.series, equals(part.where)).replace(/\}$/, ',job=%q}').replaceAll('"', "'");
  const number = `{{ . | first | value | ${functions[part.format]} }}`;
  return `{{ with printf "${query}" $labels.job | query }}${number}{{ else }}unknown{{ end }}`;
}

/** Annotations as Prometheus' templates. */
export function promTemplates(texts: Texts): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, parts]) => [name, parts.map(template).join('')]));
}

function runbookUrl(runbook: string, { runbooks }: Links): string {
  return runbooks.replaceAll('{runbook}', encodeURIComponent(runbook));
}

/** The links of an alert about an objective: its dashboard, its page in the app, and what to do. */
export function objectiveLinks({ id }: Objective, runbook: string, links: Links): Texts {
  return {
    dashboard_url: [`${links.grafana}/d/${DASHBOARD_UIDS.objectives}?var-objective=${id}`],
    app_url: [`${links.grafana}/a/${APP_ID}/objectives/${id}`],
    runbook_url: [runbookUrl(runbook, links)],
  };
}

/** The links of an alert about targets. */
export function targetLinks(runbook: string, links: Links): Texts {
  return {
    dashboard_url: [`${links.grafana}/d/${DASHBOARD_UIDS.overview}`],
    app_url: [`${links.grafana}/a/${APP_ID}`],
    runbook_url: [runbookUrl(runbook, links)],
  };
}

/** What an alert says about a budget that burns too fast; its value is the burn rate over the long window. */
export function burnTexts(objective: Objective, longWindow: string): Texts {
  const { id, title, promise, window = '' } = objective;
  const read = (series: keyof typeof RECORDED, format: NumberFormat, over = longWindow): AnnotationPart => ({
    series: RECORDED[series],
    where: { objective: id, window: over },
    format,
  });
  const budget = formatValueAsShare(errorBudget(objective) ?? 0);
  return {
    summary: [`${title}: the error budget burns `, { value: 'number' }, ' times as fast as it may'],
    description: [
      `Promised: ${promise} In the last ${formatDuration(longWindow)}, `,
      read('errorRatio', 'percentage'),
      ` of `,
      read('events', 'number'),
      ` events of `,
      { label: 'job' },
      ` broke it; ${budget} may. Of the budget of ${formatDuration(window)}, `,
      read('budgetLeft', 'percentage', window),
      ` is left (below zero it is overdrawn); at this rate the rest lasts `,
      read('exhaustion', 'duration'),
      '.',
    ],
  };
}

function formatValueAsShare(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`;
}

/** How an objective's value is put where only Prometheus knows it. */
function formatOf({ indicator, unit }: Objective): NumberFormat {
  if (indicator.kind === 'within' || indicator.kind === 'events') return 'percentage';
  if (indicator.kind === 'growth' && indicator.measure === 'relative') return 'percentage';
  return ({ seconds: 'duration', bytes: 'bytes', ratio: 'percentage', users: 'number' } as const)[unit];
}

/** What an alert says about a value beyond its limit. */
export function valueTexts(objective: Objective): Texts {
  const { title, promise, indicator, window = '' } = objective;
  const format = formatOf(objective);
  const per = `${format === 'bytes' ? 'B' : ''}${indicator.kind === 'growth' ? ' per hour' : ''}`;
  const limit = formatValue(objective, limitOf(objective).value);
  return {
    summary: [`${title}: `, { value: format }, `${per}, promised is ${formatTarget(objective)}`],
    description: [
      `Promised: ${promise} Over the last ${formatDuration(window)}, `,
      { label: 'job' },
      ` shows `,
      { value: format },
      `${per}; the limit is ${limit}.`,
    ],
  };
}

/** What an alert says about an objective whose metric is gone. */
export function absenceTexts(objective: Objective, series: string): Texts {
  const { title, promise } = objective;
  return {
    summary: [`${title}: nothing is measured`],
    description: [
      `Promised: ${promise} Whether that holds is unknown: there is no series ${series}. An idle service still exposes its metrics; one that is gone was renamed, lost a label, or is not scraped.`,
    ],
  };
}
