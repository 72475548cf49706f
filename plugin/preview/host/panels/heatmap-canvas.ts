/** Counts by bucket, smallest first, and moment. */
export interface Grid {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
  readonly times: readonly number[];
  /** Upper bounds of the buckets as Prometheus writes them. */
  readonly bounds: readonly string[];
  readonly counts: readonly (readonly (number | null)[])[];
}

interface Look {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly colour: string;
}

/** Few values are seen beside many: the strength of a colour grows with the root of the count. */
const strengthOf = (count: number, most: number): number => 0.08 + 0.92 * Math.sqrt(count / most);

/** Draws a grid onto a canvas, whatever was on it before. */
export function draw(canvas: HTMLCanvasElement, grid: Grid, { width, height, colour }: Look): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  canvas.width = Math.round(width * devicePixelRatio);
  canvas.height = Math.round(height * devicePixelRatio);
  context.scale(devicePixelRatio, devicePixelRatio);
  context.fillStyle = colour;
  const { startMs, endMs, stepMs, times, counts } = grid;
  const most = Math.max(...counts.flat().map((count) => count ?? 0));
  const [cellWidth, cellHeight] = [(width * stepMs) / (endMs - startMs), height / counts.length];
  for (const [row, line] of counts.entries()) {
    for (const [column, count] of line.entries()) {
      if (count === null || count === 0) continue;
      const left = (width * ((times[column] ?? 0) - startMs)) / (endMs - startMs);
      context.globalAlpha = strengthOf(count, most);
      context.fillRect(left, height - (row + 1) * cellHeight, Math.max(1, cellWidth), Math.max(1, cellHeight - 1));
    }
  }
}
