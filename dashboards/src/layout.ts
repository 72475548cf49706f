import type { Panel, Row } from './model.js';

const COLUMNS = 24;

/** Where a panel is, in Grafana's grid of 24 columns. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A row's heading and panels with their places. */
export interface PlacedRow {
  readonly title: string;
  readonly place: Place;
  readonly panels: readonly { readonly panel: Panel; readonly place: Place }[];
}

const placePanels = ({ title, height, panels }: Row, top: number): { bottom: number; placed: PlacedRow['panels'] } => {
  let x = 0;
  let y = top;
  const placed = panels.map((panel) => {
    const place = { x, y, w: panel.width, h: height };
    x += panel.width;
    if (x > COLUMNS) throw new RangeError(`Row '${title}': '${panel.title}' does not fit beside those before it`);
    if (x === COLUMNS) [x, y] = [0, y + height];
    return { panel, place };
  });
  if (x !== 0) throw new RangeError(`Row '${title}': its last line leaves ${COLUMNS - x} columns empty`);
  return { bottom: y, placed };
};

/** Places rows below each other. Throws a RangeError where the widths of panels do not fill whole lines. */
export const layOut = (rows: readonly Row[]): PlacedRow[] => {
  let y = 0;
  return rows.map((row) => {
    const place = { x: 0, y, w: COLUMNS, h: 1 };
    const { bottom, placed } = placePanels(row, y + 1);
    y = bottom;
    return { title: row.title, place, panels: placed };
  });
};
