/** What a piece of a line looks like. Colour is never the only sign: words and marks say the same. */
export type Style = 'plain' | 'bold' | 'dim' | 'good' | 'bad' | 'warn' | 'accent';

export interface Span {
  readonly text: string;
  readonly style: Style;
}

/** A line of the screen; its width is the number of its characters, none of which is a wide one. */
export type Line = readonly Span[];

/** SGR parameters (ECMA-48) that also `picture.ts` reads. */
const SGR: Readonly<Record<Style, string>> = {
  plain: '',
  bold: '1',
  dim: '2',
  good: '32',
  bad: '31',
  warn: '33',
  accent: '36',
};

export const span = (text: string, style: Style = 'plain'): Span => ({ text, style });

/** The line as far as it fits into `width` characters; where something is cut off, it ends with an ellipsis. */
export function clip(line: Line, width: number): Line {
  const length = line.reduce((sum, { text }) => sum + text.length, 0);
  if (length <= width) return line;
  let room = Math.max(0, width - 1);
  const clipped: Span[] = [];
  for (const { text, style } of line) {
    clipped.push({ text: text.slice(0, room), style });
    room -= Math.min(room, text.length);
  }
  return width > 0 ? [...clipped, span('…', 'dim')] : [];
}

/** The line as text for a terminal, or without its colours. */
export function paint(line: Line, hasColour: boolean): string {
  return line.map(({ text, style }) => paintSpan(text, hasColour ? SGR[style] : '')).join('');
}

function paintSpan(text: string, sgr: string): string {
  return sgr === '' || text === '' ? text : `\u001b[${sgr}m${text}\u001b[0m`;
}
