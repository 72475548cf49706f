import type { Row } from '@chatwatch/dashboards/browser';

/** How many of 24 columns a panel takes where there is room, and where there is room for two beside each other. */
export interface Span {
  readonly wide: number;
  readonly medium: number;
}

const ALL = 24;
const HALF = 12;

/** Where a row is too narrow for its dashboard's layout, its panels go in pairs, and one that is left takes the line. */
export const spansOf = ({ panels }: Row): Span[] => {
  let waiting = false;
  return panels.map(({ width }, index) => {
    const isLast = index === panels.length - 1;
    const nextIsWhole = (panels[index + 1]?.width ?? ALL) === ALL;
    if (width === ALL || (!waiting && (isLast || nextIsWhole))) {
      waiting = false;
      return { wide: width, medium: ALL };
    }
    waiting = !waiting;
    return { wide: width, medium: HALF };
  });
};
