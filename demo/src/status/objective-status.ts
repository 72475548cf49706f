import {
  evaluate,
  formatTarget,
  formatValue,
  meets,
  type EvaluationState,
  type Objective,
  type Objectives,
  type Samples,
} from '@chatwatch/objectives';

/** How an objective stands in this run, in words for people. */
export interface ObjectiveStatus {
  readonly id: string;
  readonly title: string;
  readonly promise: string;
  /** Such as `≥ 95 % within 200 ms`. */
  readonly target: string;
  readonly state: EvaluationState;
  /** In the objective's own terms; null where nothing was measured. */
  readonly value: number | null;
  /** The value for people; empty where there is none. */
  readonly shown: string;
}

/** What was seen of a gauge in all scrapes. */
interface Seen {
  readonly count: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * Judges all objectives from one scrape after the other, over the time since the first. A gauge is averaged over the
 * scrapes, as two of them alone do not tell what it was in between.
 */
export class Judge {
  readonly #objectives: Objectives;
  readonly #start: Samples;
  readonly #gauges = new Map<string, Seen>();

  constructor(objectives: Objectives, start: Samples) {
    this.#objectives = objectives;
    this.#start = start;
  }

  judge(end: Samples, elapsedSeconds: number): readonly ObjectiveStatus[] {
    return this.#objectives.map((objective) => {
      const { state, value } = evaluate(objective, { start: this.#start, end, elapsedSeconds });
      if (objective.indicator.kind !== 'gauge' || value === null) return describe(objective, state, value);
      const overall = this.#overScrapes(objective.id, objective.indicator.aggregate, value);
      return describe(objective, meets(objective, overall) ? 'met' : 'missed', overall);
    });
  }

  #overScrapes(id: string, aggregate: 'average' | 'minimum' | 'maximum', value: number): number {
    const { count, sum, minimum, maximum } = this.#gauges.get(id) ?? NOTHING_SEEN;
    const seen = {
      count: count + 1,
      sum: sum + value,
      minimum: Math.min(minimum, value),
      maximum: Math.max(maximum, value),
    };
    this.#gauges.set(id, seen);
    return aggregate === 'average' ? seen.sum / seen.count : seen[aggregate];
  }
}

const NOTHING_SEEN: Seen = { count: 0, sum: 0, minimum: Infinity, maximum: -Infinity };

function describe(objective: Objective, state: EvaluationState, value: number | null): ObjectiveStatus {
  const { id, title, promise } = objective;
  const shown = value === null ? '' : formatValue(objective, value);
  return { id, title, promise, target: formatTarget(objective), state, value, shown };
}
