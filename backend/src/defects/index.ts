import type { Objectives } from '@chatwatch/objectives';
import type { Logger } from 'pino';
import type { Defect, Seams } from './defect.js';
import { failingSends } from './failing-sends.js';
import { slowHistory } from './slow-history.js';

/** All that there are, by the names that `CHATWATCH_DEFECTS` takes; docs/defects.md tells of each. */
export const DEFECTS = {
  'failing-sends': failingSends,
  'slow-history': slowHistory,
} as const satisfies Readonly<Record<string, Defect>>;

/** Name of a defect. */
export type DefectName = keyof typeof DEFECTS;

/** The name, or undefined where there is no such defect. */
export const readDefect = (text: string): DefectName | undefined =>
  // Only keys of the table pass.
  Object.hasOwn(DEFECTS, text) ? (text as DefectName) : undefined;

/** Gives a part of the service as it is to be used: itself, unless a defect is switched on that is about it. */
type Impair = <Seam extends keyof Seams>(seam: Seam, part: Seams[Seam]) => Seams[Seam];

/** What the defects that are switched on do to parts, said aloud in the log. */
export const switchOnDefects = (names: readonly DefectName[], objectives: Objectives, log: Logger): Impair => {
  const defects = [...new Set(names)].map((name) => {
    const { does, breaks, wrapping } = DEFECTS[name];
    log.warn({ defect: name, does, breaks }, 'a defect is switched on: this service breaks a promise on purpose');
    return wrapping(objectives);
  });
  return (seam, part) => defects.reduce((impaired, { [seam]: wrap }) => wrap?.(impaired) ?? impaired, part);
};
