import type { Change, Span } from './change';

/** Changes that stand too close to each other to be told apart are one mark. Places are shares of the line, 0 to 1. */
export interface Mark {
  readonly left: number;
  /** 0 for a moment. */
  readonly width: number;
  readonly changes: readonly Change[];
}

/** A sixtieth of the line: an icon’s width on a narrow screen. */
const CLOSE = 1 / 60;

const endOf = (change: Change, { to }: Span): number =>
  change.kind === 'alert' ? Math.min(change.until ?? to, to) : change.at;

/** Where changes stand on a line over a span, from left to right. */
export function marksOf(changes: readonly Change[], span: Span): Mark[] {
  const length = span.to - span.from;
  const marks: Mark[] = [];
  for (const change of [...changes].sort((a, b) => a.at - b.at)) {
    const left = Math.min(1, Math.max(0, (change.at - span.from) / length));
    const right = Math.min(1, Math.max(left, (endOf(change, span) - span.from) / length));
    const last = marks.at(-1);
    if (last !== undefined && left - last.left < CLOSE) {
      const end = Math.max(last.left + last.width, right);
      marks[marks.length - 1] = { ...last, width: end - last.left, changes: [...last.changes, change] };
    } else marks.push({ left, width: right - left, changes: [change] });
  }
  return marks;
}
