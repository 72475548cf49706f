/**
 * What some queries need to have an answer: the words a panel shows without it, and why a healthy system may lack it.
 * Silence without a reason in this table is a fault.
 */
export const SITUATIONS = {
  requests: { shows: 'No traffic', because: 'No request was answered in the time that the query looks at.' },
  messages: { shows: 'No messages', because: 'No message was written in the time that the query looks at.' },
  deliveries: { shows: 'No deliveries', because: 'No message had a connected reader in the time looked at.' },
  receipts: { shows: 'No receipts', because: 'No client reported delivery times; only ours does so by itself.' },
  connections: { shows: 'No connections', because: 'Nobody was connected in the time looked at.' },
  queries: { shows: 'No queries', because: 'The database was not asked in the time looked at.' },
  lookups: { shows: 'No lookups', because: 'Nothing cached was asked for in the time looked at.' },
  loads: { shows: 'No loads', because: 'Everything that was asked for came from the cache.' },
  collections: { shows: 'No collections', because: 'The garbage collector had nothing to do in the time looked at.' },
  age: { shows: 'Running for less than an hour', because: 'A process of less than an hour has no trend of an hour.' },
  commits: { shows: 'No commits', because: 'Nothing was written in the time that the query looks at.' },
  checkouts: { shows: 'No MongoDB', because: 'Documents are in SQLite, or MongoDB was not asked.' },
  redis: { shows: 'No Redis', because: 'The service runs as one process without Redis, or Redis was not asked.' },
  nodes: { shows: 'One node', because: 'Messages between nodes exist only where several run.' },
  uploads: { shows: 'No uploads', because: 'Nobody uploaded a file in the time looked at.' },
  pages: { shows: 'No pages', because: 'No browser reported how its pages loaded.' },
  verdicts: {
    shows: 'Not enough data',
    because: 'There were too few events, or too little time, for a verdict over the objective’s window.',
  },
  budgets: {
    shows: 'No budget',
    because: 'Only objectives about shares have a budget, and only once there were events.',
  },
  otherUnit: { shows: 'No target', because: 'An objective has one unit; the queries about the others have no answer.' },
  burning: { shows: 'Not burning', because: 'No budget is being used up, so none ends.' },
  alerts: { shows: 'No alerts', because: 'No alert was pending or fired in the time looked at.' },
  loadRun: { shows: 'No load run', because: 'No load run wrote to this Prometheus in the time range.' },
  httpLoad: { shows: 'No requests', because: 'The load run made no such requests.' },
} as const;

/** A name in {@link SITUATIONS}. */
export type Situation = keyof typeof SITUATIONS;
