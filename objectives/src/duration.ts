const secondsPerUnit = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;
const unitNames = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' } as const;

/** What a duration looks like: one number and one unit, such as `5m` or `28d`, as Prometheus reads it too. */
export const durationPattern = /^([1-9]\d*)([smhdw])$/;

interface Duration {
  count: number;
  unit: keyof typeof secondsPerUnit;
}

function split(duration: string): Duration {
  const match = durationPattern.exec(duration);
  if (!match) throw new RangeError(`"${duration}" is no duration such as 5m, 6h or 28d`);
  // The pattern admits no other unit.
  return { count: Number(match[1]), unit: match[2] as Duration['unit'] };
}

/** Seconds in a duration such as `28d`. Throws a RangeError for anything else. */
export function durationSeconds(duration: string): number {
  const { count, unit } = split(duration);
  return count * secondsPerUnit[unit];
}

/** A duration in words: `28d` is `28 days`. Throws a RangeError for anything else. */
export function formatDuration(duration: string): string {
  const { count, unit } = split(duration);
  return `${count} ${unitNames[unit]}${count === 1 ? '' : 's'}`;
}
