import type { Health } from '../../../health';
import type { Piece } from './pieces';

/** Whether the promises are kept, in words: what matters most, and what else is to be known. */
export interface Sentence {
  /** The state of the whole: that of the worst objective; `silent` where no promise is known. */
  readonly state: Health;
  readonly lead: readonly Piece[];
  readonly rest: readonly (readonly Piece[])[];
}

/** Why there may be nothing to judge. */
export interface Surroundings {
  /** Targets of the chosen jobs that Prometheus asks for metrics, and how many of these answer; undefined: not known. */
  readonly targetsUp: number | undefined;
}
