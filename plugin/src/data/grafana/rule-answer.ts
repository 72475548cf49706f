import * as z from 'zod/mini';

const texts = z.record(z.string(), z.string());
/** Go leaves out or writes `null` for what is empty. */
const optionalTexts = z.nullish(texts);

const alert = z.object({
  labels: texts,
  annotations: optionalTexts,
  state: z.string(),
  activeAt: z.nullish(z.string()),
  value: z.optional(z.string()),
});

/** A rule that alerts, of Grafana or of Prometheus: Grafana adds to what Prometheus says of one. */
export const alertingRule = z.object({
  type: z.literal('alerting'),
  name: z.string(),
  state: z.string(),
  health: z.string(),
  query: z.string(),
  uid: z.optional(z.string()),
  isPaused: z.optional(z.boolean()),
  duration: z.optional(z.number()),
  keepFiringFor: z.optional(z.number()),
  labels: optionalTexts,
  annotations: optionalTexts,
  alerts: z.nullish(z.array(alert)),
  lastError: z.optional(z.string()),
  lastEvaluation: z.optional(z.string()),
});

/** What {@link alertingRule} reads. */
export type AnsweredRule = z.infer<typeof alertingRule>;

/** The part of an alert that is read. */
export type AnsweredAlert = z.infer<typeof alert>;

/** The answer of `/api/v1/rules`; each rule is read by itself, so that one odd rule hides no other. */
export const rulesAnswer = z.object({
  status: z.literal('success'),
  data: z.object({
    groups: z.array(z.object({ name: z.string(), file: z.string(), rules: z.nullish(z.array(z.unknown())) })),
  }),
});

/** What {@link rulesAnswer} reads. */
export type RulesAnswer = z.infer<typeof rulesAnswer>;
