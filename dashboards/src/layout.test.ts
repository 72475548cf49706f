import { describe, expect, it } from '@jest/globals';
import { layOut } from './layout.js';
import type { Panel, Row } from './model.js';

const panelOf = (id: number, width: number): Panel => ({
  id,
  title: `Panel ${id}`,
  worry: 'never.',
  next: 'nothing.',
  view: 'timeseries',
  width,
  queries: [],
});
const rowOf = (title: string, ...widths: number[]): Row => ({
  title,
  height: 5,
  panels: widths.map((width, index) => panelOf(index, width)),
});

describe('the layout', () => {
  it('fills lines of 24 columns, a heading above each row', () => {
    const [first, second] = layOut([rowOf('A', 12, 12, 24), rowOf('B', 24)]);
    expect(first?.place).toEqual({ x: 0, y: 0, w: 24, h: 1 });
    expect(first?.panels.map(({ place }) => place)).toEqual([
      { x: 0, y: 1, w: 12, h: 5 },
      { x: 12, y: 1, w: 12, h: 5 },
      { x: 0, y: 6, w: 24, h: 5 },
    ]);
    expect(second?.place.y).toBe(11);
  });

  it('refuses a panel that does not fit into its line', () => {
    expect(() => layOut([rowOf('A', 12, 6, 12)])).toThrow("Row 'A': 'Panel 2' does not fit beside those before it");
  });

  it('refuses a line that is not full', () => {
    expect(() => layOut([rowOf('A', 12, 6)])).toThrow("Row 'A': its last line leaves 6 columns empty");
  });
});
