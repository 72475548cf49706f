import * as z from 'zod';
import { duration, labelName, orgId, text, uid } from './fields.js';

/** The data source that is Grafana itself, which calculates with what other queries gave. */
export const EXPRESSIONS = '__expr__';

const refId = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'must be a name such as query');

const timeRange = z
  .strictObject({ from: z.int().min(0), to: z.int().min(0) })
  .refine(({ from, to }) => from > to, 'must reach from longer ago to shorter ago, in seconds');

const dataSource = (type: z.ZodType<string>) => z.strictObject({ type, uid: text });

const query = z.strictObject({
  refId,
  datasourceUid: uid.refine((id) => id !== EXPRESSIONS),
  relativeTimeRange: timeRange,
  model: z.strictObject({
    refId,
    datasource: dataSource(z.literal('prometheus')),
    // A range would give each series many values, and the steps that follow take one.
    instant: z.literal(true, 'must be true'),
    range: z.literal(false, 'must be false'),
    expr: text,
    intervalMs: z.int().min(1),
    maxDataPoints: z.int().min(1),
  }),
});

const expressionModel = { refId, datasource: dataSource(z.literal(EXPRESSIONS)), expression: text };

const threshold = z.strictObject({
  ...expressionModel,
  type: z.literal('threshold'),
  conditions: z
    .array(z.strictObject({ evaluator: z.strictObject({ type: z.enum(['gt', 'lt']), params: z.tuple([z.number()]) }) }))
    .length(1),
});

const expression = z.strictObject({
  refId,
  datasourceUid: z.literal(EXPRESSIONS),
  model: z.discriminatedUnion('type', [z.strictObject({ ...expressionModel, type: z.literal('math') }), threshold]),
});

/** What may stand in Grafana's own labels; files that set them are refused. The app that a rule belongs to may be told. */
const reservedLabel = /^(__(?!grafana_origin$).*|alertname|grafana_folder|datasource_uid|ref_id|rulename)$/;

const labels = z.record(
  labelName.refine((name) => !reservedLabel.test(name), 'is a label that Grafana keeps to itself'),
  z.string(),
);

const annotations = z.record(
  z.string().refine((name) => !name.startsWith('__'), 'is an annotation that Grafana keeps to itself'),
  z.string(),
);

/** The keys of a rule as Grafana's reader knows them; it drops others without a word. */
const rule = z.strictObject({
  uid,
  title: text.max(190, 'must have at most 190 characters'),
  condition: refId,
  data: z
    .array(z.union([query, expression], { error: 'is neither a query nor a step of math or threshold' }))
    .min(1, 'must have at least one query'),
  dashboardUid: uid.optional(),
  panelId: z.int().min(1).optional(),
  noDataState: z.enum(['Alerting', 'NoData', 'OK', 'KeepLast']),
  execErrState: z.enum(['Alerting', 'Error', 'OK', 'KeepLast']),
  for: duration,
  keepFiringFor: duration.optional(),
  missing_series_evals_to_resolve: z.int().min(1).optional(),
  annotations: annotations.optional(),
  labels: labels.optional(),
  isPaused: z.boolean().optional(),
  notification_settings: z
    .strictObject({
      receiver: text,
      group_by: z.array(text).optional(),
      group_wait: duration.optional(),
      group_interval: duration.optional(),
      repeat_interval: duration.optional(),
    })
    .optional(),
});

/** Rules that are evaluated together. */
export const ruleGroup = z.strictObject({
  orgId,
  name: text.max(190, 'must have at most 190 characters'),
  folder: text,
  interval: duration,
  rules: z.array(rule).min(1, 'must have at least one rule'),
});

/** See {@link ruleGroup}. */
export type RuleGroup = z.infer<typeof ruleGroup>;

/** One alert rule of Grafana. */
export type GrafanaRule = z.infer<typeof rule>;
