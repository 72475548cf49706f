/** What k6 gives at the end of a run, as far as it is read here. */
export interface K6Summary {
  readonly state: { readonly testRunDurationMs: number };
  readonly metrics: Readonly<Record<string, K6Metric>>;
  readonly root_group: { readonly checks: readonly K6Check[] };
}

interface K6Check {
  readonly name: string;
  readonly passes: number;
  readonly fails: number;
}

export interface K6Metric {
  readonly type: string;
  /** `time`, `data` or `default`. */
  readonly contains: string;
  readonly values: Readonly<Record<string, number>>;
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>;
}
