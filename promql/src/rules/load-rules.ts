import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { parseDuration } from '../duration.js';
import { PromqlError } from '../errors.js';
import { parse } from '../parse/parse.js';
import { typeOf } from '../parse/types.js';
import type { Labels } from '../series.js';
import type { RuleGroupSpec, RuleSpec, Templates } from './rule-spec.js';
import { compileTemplate } from './template/expand.js';

const durationSchema = z.string().transform((text, context) => {
  const durationMs = parseDuration(text);
  if (durationMs !== undefined) return durationMs;
  context.addIssue({ code: 'custom', message: `"${text}" is no duration such as 5m or 1h30m` });
  return z.NEVER;
});
const labelsSchema = z
  .record(z.string(), z.coerce.string())
  .default({})
  .superRefine((labels, context) => {
    for (const name of Object.keys(labels)) {
      if (/^[a-zA-Z_]\w*$/.test(name) && name !== '__name__') continue;
      const reason = name === '__name__' ? 'is given by the rule' : 'is no name of a label';
      context.addIssue({ code: 'custom', message: `"${name}" ${reason}` });
    }
  });

const recordingSchema = z.strictObject({
  record: z.string().regex(/^[a-zA-Z_:][\w:]*$/, 'is no name of a series'),
  expr: z.coerce.string(),
  labels: labelsSchema,
});
const alertingSchema = z.strictObject({
  alert: z.string().min(1),
  expr: z.coerce.string(),
  for: durationSchema.default(0),
  keep_firing_for: durationSchema.optional(),
  keepFiringFor: durationSchema.optional(),
  labels: labelsSchema,
  annotations: z.record(z.string(), z.coerce.string()).default({}),
  texts: z.unknown().optional(),
});
const ruleSchema = z.looseObject({}).transform((rule, context) => {
  const { data, error } = ('record' in rule ? recordingSchema : alertingSchema).safeParse(rule);
  if (data) return data;
  for (const { message, path } of error.issues) context.addIssue({ code: 'custom', message, path: [...path] });
  return z.NEVER;
});
const fileSchema = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string().min(1),
      interval: durationSchema.optional(),
      intervalSeconds: z.number().positive().optional(),
      notes: z.unknown().optional(),
      rules: z.array(ruleSchema).default([]),
    }),
  ),
});

type RawRule = z.output<typeof ruleSchema>;

/** Where rules come from and what holds where they say nothing. */
export interface LoadOptions {
  /** Name of the file, for messages and the API. */
  readonly file?: string;
  /** Interval of groups that name none; a minute, as in Prometheus. */
  readonly defaultIntervalMs?: number;
}

/**
 * Reads rules given as data: what a rule file of Prometheus holds, or `recordingRules()` and `alertRules()` of
 * `@chatwatch/objectives`.
 * @throws {PromqlError} `rules_invalid`, naming group, rule and field; also for what this package does not evaluate
 */
export const loadRules = (
  rules: unknown,
  { file = '', defaultIntervalMs = 60_000 }: LoadOptions = {},
): RuleGroupSpec[] => {
  const { data, error } = fileSchema.safeParse(rules);
  if (!data) throw invalid(file, z.prettifyError(error), error);
  const names = data.groups.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw invalid(file, `group "${repeated}" is there twice`);
  return data.groups.map((group) => ({
    name: group.name,
    file,
    intervalMs: group.interval ?? (group.intervalSeconds ? group.intervalSeconds * 1000 : defaultIntervalMs),
    rules: group.rules.map((rule) => {
      try {
        return ruleOf(rule);
      } catch (cause) {
        if (!(cause instanceof PromqlError || cause instanceof SyntaxError)) throw cause;
        const name = 'record' in rule ? rule.record : rule.alert;
        throw invalid(file, `group "${group.name}", rule "${name}", ${cause.message}`, cause);
      }
    }),
  }));
};

/**
 * Reads a rule file of Prometheus.
 * @throws {PromqlError} `rules_invalid`, naming group, rule and field
 */
export const loadRuleFile = (yaml: string, options: LoadOptions = {}): RuleGroupSpec[] => {
  let rules: unknown;
  try {
    rules = parseYaml(yaml);
  } catch (error) {
    throw invalid(options.file ?? '', error instanceof Error ? error.message : String(error), error);
  }
  return loadRules(rules, options);
};

const invalid = (file: string, message: string, cause?: unknown): PromqlError =>
  new PromqlError('rules_invalid', file === '' ? message : `${file}: ${message}`, { cause });

const ruleOf = (rule: RawRule): RuleSpec => {
  const { expr: query, labels } = rule;
  const expression = named('expr', () => parse(query));
  const type = typeOf(expression);
  if (type !== 'vector' && type !== 'scalar') throw new SyntaxError(`expr: gives a ${type}, no vector`);
  if ('record' in rule) return { kind: 'recording', name: rule.record, query, expression, labels };
  return {
    kind: 'alerting',
    name: rule.alert,
    query,
    expression,
    labels,
    forMs: rule.for,
    keepFiringForMs: rule.keep_firing_for ?? rule.keepFiringFor ?? 0,
    annotations: rule.annotations,
    labelTemplates: compiled('labels', labels),
    annotationTemplates: compiled('annotations', rule.annotations),
  };
};

const compiled = (field: string, texts: Labels): Templates =>
  new Map(Object.entries(texts).map(([name, text]) => [name, named(`${field}.${name}`, () => compileTemplate(text))]));

const named = <Value>(field: string, read: () => Value): Value => {
  try {
    return read();
  } catch (error) {
    throw new SyntaxError(`${field}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
};
