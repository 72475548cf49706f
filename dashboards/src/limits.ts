import { limitOf, type Limit, type Objectives } from '@chatwatch/objectives';

/** The limits that panels show, by the ids of objectives; an id that the objectives lack has none. */
export interface Limits {
  /** What an objective allows, in the unit of its value: a share, seconds, bytes. */
  target(id: string): Limit | undefined;
  /** What a `within` objective allows a single event, in the unit of its metric. */
  bound(id: string): Limit | undefined;
}

/** Reads the limits of panels from objectives; nothing else in this package knows a number of theirs. */
export const limitsOf = (objectives: Objectives): Limits => {
  const byId = new Map(objectives.map((objective) => [objective.id, objective]));
  return {
    target: (id) => {
      const objective = byId.get(id);
      return objective === undefined ? undefined : limitOf(objective);
    },
    bound: (id) => {
      const indicator = byId.get(id)?.indicator;
      return indicator?.kind === 'within' ? { comparison: 'atMost', value: indicator.bound } : undefined;
    },
  };
};

/** Of an error budget, what is left: below nothing the promise is broken. */
export const BUDGET_LEFT: Limit = { comparison: 'atLeast', value: 0 };

/** Of a burn rate: at 1 the budget lasts exactly as long as the objective's window. */
export const EVEN_BURN: Limit = { comparison: 'atMost', value: 1 };
