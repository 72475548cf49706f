/** A rule of the checks that a query may break, and why. */
export interface Exception {
  readonly rule: 'matchers' | 'instance' | 'rate-interval' | 'bare-counter';
  /** What of the metric's name, or of the query, it is about. */
  readonly where: RegExp;
  readonly why: string;
}

/** Everything that is allowed to differ from the rules; an entry that nothing needs any more fails the checks. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    rule: 'instance',
    where: /^objective:/,
    why: 'Recorded series are about a service as a whole, so they have a job and no instance.',
  },
  {
    rule: 'matchers',
    where: /^objective:(info|target|budget:ratio)$/,
    why: 'What is promised holds for every job, so these series have none.',
  },
  {
    rule: 'matchers',
    where: /^k6_/,
    why: 'Load runs write their series themselves: they are told apart by the run, and have no job and no instance.',
  },
  {
    rule: 'bare-counter',
    where: /^k6_(promise_events|chat_(deliveries|connections)_.+)_total$/,
    why: 'The number of a run so far is what is asked for: one fault is too many, and a rate would lose the first one.',
  },
  {
    rule: 'rate-interval',
    where: /^max by \(instance\) \(deriv\(/,
    why: 'Growth in an hour is what the objectives limit; a shorter trend shows the garbage collector.',
  },
  {
    rule: 'rate-interval',
    where: /\[\$__range\]/,
    why: 'How many there were in the whole time range is what is asked for.',
  },
];
