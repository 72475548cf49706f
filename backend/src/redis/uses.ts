/** What Redis is asked for: a closed set, as metrics are labelled with it. */
export const REDIS_USES = ['cache', 'limits', 'bus', 'presence'] as const;

export type RedisUse = (typeof REDIS_USES)[number];
