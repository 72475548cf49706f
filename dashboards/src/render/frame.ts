import { DATA_SOURCE_UID, RECORDED } from '@chatwatch/objectives/names';
import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
  type AnnotationQuery,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { HEALTH } from '../health.js';
import type { Choice } from '../model.js';
import { SERVICE, WHOLE_SERVICE } from '../queries/promql.js';
import { DATA_SOURCE } from './targets.js';

const dataSource = (): DatasourceVariableBuilder =>
  new DatasourceVariableBuilder('datasource')
    .label('Data source')
    .type('prometheus')
    .current({ text: 'Chatwatch Prometheus', value: DATA_SOURCE_UID });

const fromLabels = (name: string, label: string, query: string): QueryVariableBuilder =>
  new QueryVariableBuilder(name)
    .label(label)
    .datasource(DATA_SOURCE)
    .query({ query: `label_values(${query}, ${name})`, refId: name })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.NaturalAsc);

/**
 * 'All' is the list of what there is. A pattern for anything would also take in other jobs of the same Prometheus, which
 * have process metrics of the same names.
 */
const severalOf = (name: string, label: string, query: string): QueryVariableBuilder =>
  fromLabels(name, label, query)
    .multi(true)
    .includeAll(true)
    .current({ text: ['All'], value: ['$__all'] });

const choices: Record<Choice, () => QueryVariableBuilder> = {
  // What is promised holds for every job, so it has none.
  objective: () => fromLabels('objective', 'Objective', RECORDED.info),
  testid: () => severalOf('testid', 'Load run', 'k6_vus'),
};

/** The variables of a dashboard; each that asks Prometheus does so again when the time range changes. */
export const variablesOf = (choice: Choice | undefined): (DatasourceVariableBuilder | QueryVariableBuilder)[] => [
  dataSource(),
  severalOf('job', 'Job', 'chat_build_info'),
  severalOf('instance', 'Instance', `chat_build_info{${WHOLE_SERVICE}}`),
  ...(choice === undefined ? [] : [choices[choice]()]),
];

/**
 * Marks when processes started: deploys, restarts and crashes. The value is the moment itself, in milliseconds, so a
 * mark stands where the process started and not where it was scraped first.
 */
const starts = (): AnnotationQuery => ({
  name: 'Starts and deploys',
  datasource: DATA_SOURCE,
  enable: true,
  hide: false,
  iconColor: 'blue',
  expr: `process_start_time_seconds{${SERVICE}} * on (job, instance) group_left (version, commit) chat_build_info{${SERVICE}} * 1000`,
  step: '60s',
  useValueForTime: true,
  titleFormat: 'Started {{version}} {{commit}}',
  textFormat: '{{instance}}',
  tagKeys: 'version,instance',
});

/**
 * Marks the times in which Prometheus' alerts about objectives fired. They are told apart by the label `objective`, which
 * no other alert of a shared Prometheus has; some are about all jobs, and so about none.
 */
const alerts = (): AnnotationQuery => ({
  name: 'Firing alerts',
  datasource: DATA_SOURCE,
  enable: true,
  hide: false,
  iconColor: HEALTH.broken.colour,
  expr: `max by (alertname, objective, severity) (ALERTS{alertstate="firing",objective!=""})`,
  step: '60s',
  titleFormat: '{{alertname}}',
  textFormat: '{{objective}}',
  tagKeys: 'severity',
});

/** What every panel over time is marked with. */
export const marks = (): AnnotationQuery[] => [starts(), alerts()];
