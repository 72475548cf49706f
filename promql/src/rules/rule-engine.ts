import { setImmediate as afterOthers } from 'node:timers/promises';
import type { SeriesStore } from '../store/series-store.js';
import { type AskInstant, askInstant } from './ask-instant.js';
import { RuleGroup, type RuleGroupStatus } from './rule-group.js';
import type { RuleGroupSpec } from './rule-spec.js';

/** What a {@link RuleEngine} is made of. */
export interface RuleEngineOptions {
  /** Where the rules read and write. */
  readonly store: SeriesStore;
  /** From `loadRules` or `loadRuleFile`. */
  readonly groups: readonly RuleGroupSpec[];
  /** The time, milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Evaluates groups of recording and alerting rules, each at its interval.
 *
 * @example
 * const engine = new RuleEngine({ store, groups: loadRules(recordingRules(objectives)) });
 * engine.start();
 */
export class RuleEngine {
  readonly #store: SeriesStore;
  readonly #groups: readonly RuleGroup[];
  readonly #now: () => number;
  readonly #ask: AskInstant;
  readonly #timers = new Map<RuleGroup, NodeJS.Timeout>();
  #isClosed = false;

  constructor({ store, groups, now = Date.now }: RuleEngineOptions) {
    this.#store = store;
    this.#groups = groups.map((group) => new RuleGroup(group));
    this.#now = now;
    this.#ask = askInstant(store);
  }

  /** How each group's last evaluation went, with the states of its alerts. */
  get groups(): RuleGroupStatus[] {
    return this.#groups.map(({ status }) => status);
  }

  /**
   * Begins to evaluate. Groups begin at different moments, and between two rules others have their turn: a rule over two
   * hours takes some milliseconds, all rules of a service's objectives a tenth of a second.
   */
  start(): void {
    for (const [index, group] of this.#groups.entries()) {
      this.#schedule(group, (group.intervalMs * index) / this.#groups.length);
    }
  }

  /** Evaluates all groups once, in their order. Never throws: a failure is the rule's health. */
  evaluate(): void {
    for (const group of this.#groups) Array.from(group.evaluate(this.#store, this.#ask, this.#now()));
    this.#store.expire(this.#now());
  }

  /** Stops, and marks all series that rules wrote as gone. */
  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const group of this.#groups) group.end(this.#store, this.#now());
  }

  #schedule(group: RuleGroup, delayMs: number): void {
    const timer = setTimeout(() => void this.#run(group), delayMs);
    this.#timers.set(group, timer.unref());
  }

  async #run(group: RuleGroup): Promise<void> {
    const started = performance.now();
    const rules = group.evaluate(this.#store, this.#ask, this.#now());
    while (rules.next().done !== true) {
      await afterOthers();
      if (this.#isClosed) return;
    }
    this.#store.expire(this.#now());
    this.#schedule(group, group.intervalMs - ((performance.now() - started) % group.intervalMs));
  }
}
