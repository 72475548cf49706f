import { createContext, useContext, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import type { Problem } from '../problems';

/** A problem that a part of a page met. */
export interface ReportedProblem {
  readonly problem: Problem;
  /** Asks again. */
  readonly onRetry?: (() => void) | undefined;
  /** Milliseconds: since when what the part still shows is not refreshed. */
  readonly asOf?: number | undefined;
}

/** What is wrong on a page, each problem once however many parts met it. */
export interface BoardProblem {
  readonly problem: Problem;
  readonly onRetry: () => void;
  readonly canRetry: boolean;
  readonly asOf: number | undefined;
}

const summary = (reports: readonly ReportedProblem[]): BoardProblem[] => {
  const byTitle = new Map<string, ReportedProblem[]>();
  for (const report of reports) {
    const { title } = report.problem;
    byTitle.set(title, [...(byTitle.get(title) ?? []), report]);
  }
  return [...byTitle.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const retries = new Set(alike.flatMap(({ onRetry }) => onRetry ?? []));
    const times = alike.flatMap(({ asOf }) => asOf ?? []);
    const onRetry = (): void => {
      for (const retry of retries) retry();
    };
    const asOf = times.length === 0 ? undefined : Math.min(...times);
    return [{ problem: first.problem, onRetry, canRetry: retries.size > 0, asOf }];
  });
};

/** Collects what the parts of one page report, for its banner. */
export class ProblemBoard {
  readonly #reports = new Map<object, ReportedProblem>();
  readonly #listeners = new Set<() => void>();
  #problems: readonly BoardProblem[] = [];

  /** All of them, the earliest reported first; the same list until something changes. */
  readonly problems = (): readonly BoardProblem[] => this.#problems;

  /** @returns ends the subscription */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** @param part who reports; undefined: nothing is wrong with it any more */
  report(part: object, report: ReportedProblem | undefined): void {
    if (report === undefined) {
      if (!this.#reports.delete(part)) return;
    } else this.#reports.set(part, report);
    this.#problems = summary([...this.#reports.values()]);
    for (const listener of this.#listeners) listener();
  }
}

/** The board of the page around; undefined outside of one. */
export const ProblemBoardContext = createContext<ProblemBoard | undefined>(undefined);

/** What is wrong on the page of this board. */
export const useBoardProblems = (board: ProblemBoard): readonly BoardProblem[] =>
  useSyncExternalStore(board.subscribe, board.problems);

/**
 * Reports a part's problem to the page's banner, as long as there is one.
 * @returns whether there is a banner that tells it; otherwise the part must
 */
export const useProblem = (
  problem: Problem | undefined,
  { onRetry, asOf }: Omit<ReportedProblem, 'problem'> = {},
): boolean => {
  const board = useContext(ProblemBoardContext);
  const part = useRef({});
  useLayoutEffect(() => {
    const key = part.current;
    board?.report(key, problem && { problem, onRetry, asOf });
    return () => {
      board?.report(key, undefined);
    };
  }, [board, problem, onRetry, asOf]);
  return board !== undefined;
};
