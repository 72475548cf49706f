import { limitOf, type Limit, type Objectives } from '@chatwatch/objectives';

/** A limit that panels show, and the objective that it is of; a budget and its burn have the same for all objectives. */
export interface ShownLimit extends Limit {
  readonly objective?: string;
}

/** The limits that panels show, by the ids of objectives; an id that the objectives lack has none. */
export interface Limits {
  /** What an objective allows, in the unit of its value: a share, seconds, bytes. */
  target(id: string): ShownLimit | undefined;
  /** What a `within` objective allows a single event, in the unit of its metric. */
  bound(id: string): ShownLimit | undefined;
}

/** Reads the limits of panels from objectives; nothing else in this package knows a number of theirs. */
export const limitsOf = (objectives: Objectives): Limits => {
  const byId = new Map(objectives.map((objective) => [objective.id, objective]));
  return {
    target: (id) => {
      const objective = byId.get(id);
      return objective === undefined ? undefined : { ...limitOf(objective), objective: id };
    },
    bound: (id) => {
      const indicator = byId.get(id)?.indicator;
      return indicator?.kind === 'within' ? { comparison: 'atMost', value: indicator.bound, objective: id } : undefined;
    },
  };
};

/** Of an error budget, what is left: below nothing the promise is broken. */
export const BUDGET_LEFT: ShownLimit = { comparison: 'atLeast', value: 0 };

/** Of a burn rate: at 1 the budget lasts exactly as long as the objective's window. */
export const EVEN_BURN: ShownLimit = { comparison: 'atMost', value: 1 };
