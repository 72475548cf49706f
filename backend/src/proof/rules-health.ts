import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { PrometheusServer } from '../testing/servers/prometheus.js';

const ruleSchema = z.object({
  type: z.enum(['recording', 'alerting']),
  name: z.string(),
  query: z.string(),
  health: z.string(),
  lastError: z.string().default(''),
  labels: z.record(z.string(), z.string()).default({}),
  state: z.enum(['inactive', 'pending', 'firing']).optional(),
});

const rulesSchema = z.object({ groups: z.array(z.object({ rules: z.array(ruleSchema) })) });

const ASK_AGAIN_MS = 100;

/** A rule as Prometheus evaluates it. */
export type LoadedRule = z.output<typeof ruleSchema>;

/** Every rule that Prometheus has loaded, once each was evaluated. Rejects with the reason of the signal. */
export const evaluatedRules = async (prometheus: PrometheusServer, signal: AbortSignal): Promise<LoadedRule[]> => {
  for (;;) {
    const { groups } = rulesSchema.parse((await prometheus.ask('rules')).data);
    const rules = groups.flatMap((group) => group.rules);
    if (rules.length > 0 && rules.every(({ health }) => health !== 'unknown')) return rules;
    await pause(ASK_AGAIN_MS, undefined, { signal });
  }
};
