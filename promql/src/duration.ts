const UNIT_MS = { y: 31_536_000_000, w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;
const UNITS = Object.keys(UNIT_MS) as (keyof typeof UNIT_MS)[];
const PATTERN = new RegExp(`^${UNITS.map((unit) => `(?:(\\d+)${unit})?`).join('')}$`);

/** Milliseconds of a duration as Prometheus writes it, such as `1h30m`; undefined for anything else. */
export const parseDuration = (text: string): number | undefined => {
  if (text === '0') return 0;
  const counts = text === '' ? undefined : PATTERN.exec(text)?.slice(1);
  return counts?.reduce((sum, count: string | undefined, index) => {
    const unit = UNITS[index];
    return count === undefined || unit === undefined ? sum : sum + Number(count) * UNIT_MS[unit];
  }, 0);
};

/** A duration as Prometheus writes it: 90,000 ms are `1m30s`. Years, weeks and days stand alone. */
export const formatDuration = (durationMs: number): string => {
  if (durationMs === 0) return '0s';
  let rest = durationMs;
  let text = '';
  for (const unit of UNITS) {
    const isExactOnly = UNIT_MS[unit] >= UNIT_MS.d && unit !== 'd';
    if (rest < UNIT_MS[unit] || (isExactOnly && rest % UNIT_MS[unit] !== 0)) continue;
    text += `${Math.floor(rest / UNIT_MS[unit])}${unit}`;
    rest %= UNIT_MS[unit];
  }
  return text;
};
