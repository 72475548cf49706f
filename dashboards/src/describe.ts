import type { Panel } from './model.js';

/** A panel's description in Markdown: what it shows, when to worry, where to look next. */
export const describePanel = ({ shows, queries, worry, next }: Panel): string => {
  const what = shows ?? queries.map(({ description }) => description).join(' ');
  return [what, `**Worry when** ${worry}`, `**Look next at** ${next}`].join('\n\n');
};
