import {
  burnConditions,
  burnRate,
  durationSeconds,
  formatTarget,
  formatValue,
  missCondition,
  type Objective,
  type Objectives,
} from '@chatwatch/objectives';
import { isMeasuredElsewhere } from './readings.js';
import { type Past, type Standing, standingOver } from './standing.js';

/** An alert of an objective and how it stands. */
export interface AlertState {
  /** As the rules for Prometheus and Grafana name it. */
  readonly name: string;
  readonly objective: string;
  readonly severity: Objective['severity'];
  /** `pending`: its condition holds, not yet as long as it must. */
  readonly state: 'inactive' | 'pending' | 'firing';
  /** Since when its condition holds, milliseconds since 1970; null while inactive. */
  readonly activeSinceMs: number | null;
  /** The burn rate over the long window, or the objective's value; null where nothing was measured. */
  readonly value: number | null;
  readonly summary: string;
  readonly runbook: string;
}

interface Condition {
  readonly name: string;
  readonly objective: Objective;
  readonly severity: Objective['severity'];
  readonly forMs: number;
  readonly check: (past: Past) => Checked;
}

interface Checked {
  readonly holds: boolean;
  readonly value: number | null;
  readonly summary: string;
}

/** The alerts of objectives, evaluated by the process itself: the conditions of the generated rules, over this node. */
export class AlertStates {
  readonly #conditions: readonly Condition[];
  readonly #activeSince = new Map<Condition, number>();

  constructor(objectives: Objectives) {
    this.#conditions = objectives.flatMap((objective, index) => conditionsOf(objective, index));
  }

  /** Evaluates all of them at the present of a past, which must not be before the last one. */
  evaluate(past: Past): AlertState[] {
    return this.#conditions.map((condition) => this.#stateOf(condition, past));
  }

  #stateOf(condition: Condition, past: Past): AlertState {
    const { name, objective, severity, forMs, check } = condition;
    const { holds, value, summary } = check(past);
    const nowMs = past.now.atMs;
    const activeSinceMs = holds ? (this.#activeSince.get(condition) ?? nowMs) : null;
    if (activeSinceMs === null) this.#activeSince.delete(condition);
    else this.#activeSince.set(condition, activeSinceMs);
    const lasting = activeSinceMs === null ? 'inactive' : nowMs - activeSinceMs >= forMs ? 'firing' : 'pending';
    const { id, runbook } = objective;
    return { name, objective: id, severity, state: lasting, activeSinceMs, value, summary, runbook };
  }
}

const conditionsOf = (objective: Objective, index: number): Condition[] => {
  if (isMeasuredElsewhere(objective)) return [];
  const burns = burnConditions(objective).map(({ alert, severity, pair, factor }) => {
    const over = (window: string, past: Past): Standing =>
      standingOver(objective, index, durationSeconds(window), past);
    return {
      name: alert,
      objective,
      severity,
      forMs: durationSeconds(pair.for) * 1_000,
      check: (past: Past): Checked => {
        const long = over(pair.long, past);
        const short = over(pair.short, past);
        const holds = isOver(long, factor) && burnOf(objective, short) > factor;
        const times = Number((long.burnRate ?? 0).toPrecision(3));
        return {
          holds,
          value: long.burnRate,
          summary: `${objective.title}: the error budget burns ${times} times as fast as it may`,
        };
      },
    };
  });
  return burns.length > 0 ? burns : [missOf(objective, index)];
};

const isOver = (standing: Standing, factor: number): boolean =>
  (standing.state === 'met' || standing.state === 'missed') && (standing.burnRate ?? 0) > factor;

/** Also of few events: the long window says whether they are enough. */
const burnOf = (objective: Objective, { value }: Standing): number =>
  value === null ? 0 : (burnRate(objective, value) ?? 0);

const missOf = (objective: Objective, index: number): Condition => {
  const { alert, severity, forSeconds } = missCondition(objective);
  return {
    name: alert,
    objective,
    severity,
    forMs: forSeconds * 1_000,
    check: (past) => {
      const { state, value } = standingOver(objective, index, ownSeconds(objective), past);
      const shown = value === null ? 'nothing measured' : formatValue(objective, value);
      return {
        holds: state === 'missed',
        value,
        summary: `${objective.title}: ${shown}, promised is ${formatTarget(objective)}`,
      };
    },
  };
};

/** The window of a promise in seconds; 0 for one that is measured elsewhere. */
export const ownSeconds = ({ window }: Objective): number => (window === undefined ? 0 : durationSeconds(window));
