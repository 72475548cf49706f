import { t } from '../../../locales/text';
import { formatWindow, windowSeconds } from '../../../objectives/format';
import type { Objective } from '../../../objectives/objective';
import { plain, type Piece } from './pieces';

/** How many are kept, beside one that is not. */
export function keptText(count: number): string {
  return t('overview.sentence.others-kept', '{{count}} promises are kept.', {
    count,
    defaultValue_one: '{{count}} promise is kept.',
    defaultValue_other: '{{count}} promises are kept.',
  });
}

/** How many are not judged, and why. */
export function notJudged(waiting: number, elsewhere: number): Piece[][] {
  const early = t('overview.sentence.waiting', '{{count}} are not judged yet: too few events, or too little time.', {
    count: waiting,
    defaultValue_one: '{{count}} is not judged yet: too few events, or too little time.',
    defaultValue_other: '{{count}} are not judged yet: too few events, or too little time.',
  });
  const external = t('overview.sentence.elsewhere', '{{count}} are measured elsewhere, by builds and load runs.', {
    count: elsewhere,
    defaultValue_one: '{{count}} is measured elsewhere, by builds and load runs.',
    defaultValue_other: '{{count}} are measured elsewhere, by builds and load runs.',
  });
  return [...(waiting > 0 ? [plain(early)] : []), ...(elsewhere > 0 ? [plain(external)] : [])];
}

/** That all are kept which can be. */
export function keptLead(kept: readonly Objective[], total: number): Piece[] {
  const count = kept.length;
  if (count === total) {
    return plain(
      t('overview.sentence.all-kept', 'All {{count}} promises are kept.', {
        count,
        defaultValue_one: 'The one promise is kept.',
        defaultValue_other: 'All {{count}} promises are kept.',
      }),
    );
  }
  return plain(
    t('overview.sentence.judged-kept', 'All {{count}} promises that can be judged are kept.', {
      count,
      defaultValue_one: 'The one promise that can be judged is kept.',
      defaultValue_other: 'All {{count}} promises that can be judged are kept.',
    }),
  );
}

/** Over which windows. */
export function overWindows(kept: readonly Objective[]): Piece[][] {
  const windows = [...new Set(kept.flatMap(({ window }) => window ?? []))].sort(
    (a, b) => windowSeconds(a) - windowSeconds(b),
  );
  const [shortest] = windows;
  const longest = windows.at(-1);
  if (shortest === undefined || longest === undefined) return [];
  const said = { shortest: formatWindow(shortest), longest: formatWindow(longest) };
  return [
    plain(
      shortest === longest
        ? t('overview.sentence.one-window', 'Judged over {{longest}}.', said)
        : t('overview.sentence.windows', 'Each is judged over its own window, {{shortest}} to {{longest}}.', said),
    ),
  ];
}
