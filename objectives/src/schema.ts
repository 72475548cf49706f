import * as z from 'zod';
import { durationPattern } from './duration.js';
import { defaultLinks } from './rules/links.js';
import { isPortablePattern } from './selectors.js';

const slug = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be kebab-case, such as api-response-time');
const sentence = z.string().trim().min(1, 'must not be empty');
const metricName = z.string().regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, 'must be a Prometheus metric name');
const duration = z.string().regex(durationPattern, 'must be a duration such as 5m, 6h or 28d');
const minimumEvents = z.int().min(1).describe('Fewer events than this in a window give no verdict.');
const histogramName = metricName
  .refine((name) => !/_(bucket|count|sum)$/.test(name), 'must name the histogram, without _bucket, _count or _sum')
  .describe('Name of a Prometheus histogram, without _bucket, _count or _sum.');

const selector = z
  .strictObject({
    label: z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'must be a Prometheus label name'),
    operator: z.enum(['=', '!=', '=~', '!~']),
    value: z.string(),
  })
  .refine(({ operator, value }) => !operator.includes('~') || isPortablePattern(value), {
    path: ['value'],
    error: 'must be a regular expression that both Prometheus and JavaScript read: no lookaround, no back-references',
  })
  .meta({ id: 'selector', description: 'A condition on one label; patterns match the whole value.' });

const where = z.array(selector).default([]).describe('All of these must hold for a series to count.');

const series = z
  .strictObject({ metric: metricName, where })
  .meta({ id: 'series', description: 'Counters that are added up.' });

const within = z
  .strictObject({
    kind: z.literal('within'),
    metric: histogramName,
    where,
    bound: z.number().positive().describe('In the unit of the metric; becomes a bucket edge.'),
    minimumEvents,
  })
  .describe('The share of a histogram’s observations at or under a bound.');

const events = z
  .strictObject({
    kind: z.literal('events'),
    matching: series.describe('The events in question: good ones for a target of atLeast, bad ones for atMost.'),
    total: series.describe('All events.'),
    minimumEvents,
  })
  .describe('The share that some events have of all.');

const average = z
  .strictObject({ kind: z.literal('average'), metric: histogramName, where, minimumEvents })
  .describe('A histogram’s sum divided by its count.');

const gauge = z
  .strictObject({
    kind: z.literal('gauge'),
    metric: metricName,
    where,
    aggregate: z.enum(['average', 'minimum', 'maximum']).describe('Taken over all series and over the window.'),
  })
  .describe('A gauge as it is.');

const growth = z
  .strictObject({
    kind: z.literal('growth'),
    metric: metricName,
    where,
    measure: z.enum(['absolute', 'relative']).describe('In the unit of the metric, or as a share of where it began.'),
    minimumElapsed: duration.describe('A shorter time says too little about an hour to give a verdict.'),
  })
  .describe('What a gauge gains per hour; of several series, the one that gains most.');

const external = z
  .strictObject({
    kind: z.literal('external'),
    source: z.enum(['build', 'load-run']),
    measurement: z
      .string()
      .regex(/^[a-z][a-z0-9_]*$/, 'must be snake_case')
      .describe('The name its source reports.'),
  })
  .describe('Measured outside Prometheus, once per build or load run.');

const kinds = ['within', 'events', 'average', 'gauge', 'growth', 'external'] as const;

const indicator = z.discriminatedUnion('kind', [within, events, average, gauge, growth, external], {
  error: ({ input }) => (input === undefined ? undefined : `must be one of ${kinds.join(', ')}`),
});

const target = z
  .union([z.strictObject({ atLeast: z.number() }), z.strictObject({ atMost: z.number() })], {
    error: (issue) => (issue.input === undefined ? undefined : 'must have a number as atLeast or as atMost, not both'),
  })
  .describe('The limit itself still meets the promise.');

const unit = z
  .enum(['seconds', 'bytes', 'ratio', 'users'])
  .describe('What the metric counts in; ratio for kinds that have no unit of their own.');

const objectiveSchema = z.strictObject({
  id: slug,
  title: sentence.describe('A few words, for a card.'),
  promise: sentence.describe('What is promised, as a sentence for a person.'),
  indicator,
  target,
  window: duration.optional().describe('The time over which the promise is judged; every kind but external has one.'),
  unit,
  severity: z.enum(['page', 'ticket']).describe('Whether a breach wakes someone or waits for the morning.'),
  runbook: slug.describe('Name of the page that says what to do about a breach.'),
});

const links = z
  .strictObject({
    grafana: z
      .url({ protocol: /^https?$/, error: 'must be the address of Grafana, such as https://grafana.example' })
      .refine((address) => !address.endsWith('/'), 'must not end with a slash')
      .default(defaultLinks.grafana)
      .describe('Address of Grafana.'),
    runbooks: z
      .string()
      .refine((address) => address.includes('{runbook}'), 'must have {runbook} where the name of the runbook goes')
      .default(defaultLinks.runbooks)
      .describe('Address of a runbook, with {runbook} in place of its name.'),
  })
  .describe('Where alerts lead.');

/** The shape of an objectives file; {@link contradictions} holds the rules between the fields of an objective. */
export const fileSchema = z
  .strictObject({
    links: links.prefault({}),
    objectives: z.array(objectiveSchema).min(1, 'must have at least one objective'),
  })
  .meta({ title: 'Chatwatch objectives' });

/**
 * As much of an objective as the rules between its fields need. A field with a fault of its own counts as absent, so
 * that one mistake does not hide another.
 */
export const outlineSchema = z.object({
  indicator: z.object({ kind: z.enum(kinds) }),
  target: target.optional().catch(undefined),
  window: z.unknown().optional(),
  unit: unit.optional().catch(undefined),
});

/** See {@link outlineSchema}. */
export type Outline = z.infer<typeof outlineSchema>;

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

/** One promise: how it is measured, what is promised, and what a breach means. */
export type Objective = DeepReadonly<z.infer<typeof objectiveSchema>>;

/** All promises of a service, in the order of the file, frozen. */
export type Objectives = readonly Objective[];

/** How an objective is measured, told apart by `kind`. */
export type Indicator = Objective['indicator'];

/** The indicator of one kind. */
export type IndicatorOf<Kind extends Indicator['kind']> = Extract<Indicator, { kind: Kind }>;

/** Counters that are added up: a metric name and conditions on labels. */
export type Series = IndicatorOf<'events'>['total'];
