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

  /** Begins to evaluate. The groups take turns, so that they do not hold the event loop all at once. */
  start(): void {
    for (const [index, group] of this.#groups.entries()) {
      this.#schedule(group, (group.intervalMs * index) / this.#groups.length);
    }
  }

  /** Evaluates all groups once, in their order. Never throws: a failure is the rule's health. */
  evaluate(): void {
    for (const group of this.#groups) group.evaluate(this.#store, this.#ask, this.#now());
    this.#store.expire(this.#now());
  }

  /** Stops, and marks all series that rules wrote as gone. */
  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const group of this.#groups) group.end(this.#store, this.#now());
  }

  #schedule(group: RuleGroup, delayMs: number): void {
    const timer = setTimeout(() => {
      const started = performance.now();
      group.evaluate(this.#store, this.#ask, this.#now());
      this.#store.expire(this.#now());
      this.#schedule(group, group.intervalMs - ((performance.now() - started) % group.intervalMs));
    }, delayMs);
    this.#timers.set(group, timer.unref());
  }
}
