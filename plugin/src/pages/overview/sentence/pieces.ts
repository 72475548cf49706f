import { t } from '../../../locales/text';
import type { Objective } from '../../../objectives/objective';

/** A piece of text; with an objective it leads to that one. */
export interface Piece {
  readonly text: string;
  readonly objective?: string;
}

/** Stands for a title while a sentence is put together: the title may hold anything, and is a link. */
export const TITLE = '\u0000';

/** Names as many as one reads in passing. */
const NAMED = 3;

/** A text with the objective's title in place of {@link TITLE}, as a link. */
export const linked = (text: string, { title, id }: Objective): Piece[] => {
  const [before = '', after = ''] = text.split(TITLE);
  return [{ text: before }, { text: title, objective: id }, { text: after }].filter((piece) => piece.text !== '');
};

/** A text without a link. */
export const plain = (text: string): Piece[] => [{ text }];

/** The names of objectives, as links; of many the first. */
export function names(objectives: readonly Objective[]): Piece[] {
  const shown = objectives.slice(0, NAMED);
  const left = objectives.length - shown.length;
  const named = shown.flatMap(({ id, title }, index) => [
    ...(index === 0 ? [] : plain(', ')),
    { text: title, objective: id },
  ]);
  const more = t('overview.sentence.and-more', ' and {{count}} more', {
    count: left,
    defaultValue_one: ' and {{count}} more',
    defaultValue_other: ' and {{count}} more',
  });
  return left === 0 ? [...named, { text: '.' }] : [...named, { text: `${more}.` }];
}
