import { stringify } from 'yaml';
import type { ProvisioningFile } from '../provisioning/provisioning-problems.js';

const math = {
  refId: 'math',
  datasourceUid: '__expr__',
  model: {
    refId: 'math',
    type: 'math',
    expression: 'is_number($query)',
    datasource: { type: '__expr__', uid: '__expr__' },
  },
};

const threshold = {
  refId: 'threshold',
  datasourceUid: '__expr__',
  model: {
    refId: 'threshold',
    type: 'threshold',
    expression: 'math',
    conditions: [{ evaluator: { type: 'gt', params: [0] } }],
    datasource: { type: '__expr__', uid: '__expr__' },
  },
};

const query = {
  refId: 'query',
  datasourceUid: 'prometheus-uid',
  relativeTimeRange: { from: 600, to: 0 },
  model: {
    refId: 'query',
    datasource: { type: 'prometheus', uid: 'prometheus-uid' },
    instant: true,
    range: false,
    expr: 'up == 0',
    intervalMs: 1000,
    maxDataPoints: 43_200,
  },
};

const ruleOf = (uid: string, title: string) => ({
  uid,
  title,
  condition: 'threshold',
  for: '2m',
  keepFiringFor: '5m',
  missing_series_evals_to_resolve: 1,
  noDataState: 'OK',
  execErrState: 'KeepLast',
  dashboardUid: 'board',
  panelId: 1,
  labels: { severity: 'page' },
  annotations: { summary: '{{ $labels.job }} is down' },
  data: structuredClone([query, math, threshold]),
});

/** Files that are right, by path. */
const sound: Readonly<Record<string, unknown>> = {
  'alerting/rules.yml': {
    apiVersion: 1,
    groups: [
      {
        name: 'pages',
        folder: 'Alerts',
        interval: '1m',
        rules: [ruleOf('down', 'Down'), ruleOf('slow', 'Slow')],
      },
    ],
    contactPoints: [
      { name: 'on call', receivers: [{ uid: 'hook', type: 'webhook', settings: { url: '$WEBHOOK_URL' } }] },
    ],
  },
  'datasources/prometheus.yml': {
    apiVersion: 1,
    datasources: [
      {
        name: 'Prometheus',
        uid: 'prometheus-uid',
        type: 'prometheus',
        access: 'proxy',
        url: '$PROMETHEUS_URL',
        isDefault: true,
        jsonData: {
          httpMethod: 'POST',
          timeInterval: '15s',
          prometheusType: 'Prometheus',
          exemplarTraceIdDestinations: [{ name: 'trace_id', url: 'https://traces.example/$${__value.raw}' }],
        },
      },
    ],
  },
  'dashboards/boards.yml': {
    apiVersion: 1,
    providers: [
      { name: 'boards', type: 'file', folder: 'Boards', folderUid: 'boards', options: { path: '/etc/dashboards' } },
    ],
  },
  'optional/plugins/app.yml': { apiVersion: 1, apps: [{ type: 'acme-board-app', jsonData: { apiUrl: '$API_URL' } }] },
};

/** A field of a file, such as `groups.0.rules.1.uid`, and what to put there; undefined takes it away. */
export interface Change {
  readonly file: string;
  readonly field: string;
  readonly value: unknown;
}

type Node = Record<string, unknown>;

function apply(content: Node, field: string, value: unknown): void {
  const keys = field.split('.');
  const last = keys.pop() ?? '';
  // The factory's own objects, and lists read by their indexes.
  const parent = keys.reduce((node, key) => node[key] as Node, content);
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = value;
}

/** Sound provisioning files with some fields changed. */
export function provisioningFiles(...changes: readonly Change[]): ProvisioningFile[] {
  return Object.entries(sound).map(([path, content]) => {
    const copy = structuredClone(content) as Node;
    for (const { file, field, value } of changes) if (file === path) apply(copy, field, value);
    return { path, text: stringify(copy, { aliasDuplicateObjects: false }) };
  });
}
