/** Redis does not answer at present, so it was not asked. */
export class RedisAway extends Error {
  readonly code = 'redis_away';

  constructor(options?: ErrorOptions) {
    super('Redis does not answer', options);
    this.name = 'RedisAway';
  }
}
