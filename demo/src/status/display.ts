import { paint, span, type Line } from './paint.js';
import { renderPlainLine } from './plain-line.js';
import { renderScreen } from './screen.js';
import type { Status } from './status.js';

/** The part of a terminal, or of what stands in for one, that is written to. */
export interface Output {
  write(text: string): unknown;
  readonly columns?: number;
  readonly rows?: number;
}

/** How far a step has come. */
export interface StepProgress {
  readonly done: number;
  readonly total: number;
}

/** Shows how a run goes. */
export interface Display {
  /** A step of the preparation; one that takes long is told again as it gets on. */
  step(text: string, progress?: StepProgress): void;
  show(status: Status): void;
  /** Leaves the terminal as it was; what was shown stays. */
  close(): void;
}

const ESCAPE = '\u001b[';
const HIDE_CURSOR = `${ESCAPE}?25l`;
const SHOW_CURSOR = `${ESCAPE}?25h`;
const ERASE_LINE_END = `${ESCAPE}K`;
const ERASE_BELOW = `${ESCAPE}J`;
/** The terminal shows what lies between these at once; one that does not know them leaves them out. */
const BEGIN_UPDATE = `${ESCAPE}?2026h`;
const END_UPDATE = `${ESCAPE}?2026l`;

/** One line a second, and one for every step of the preparation that is done. */
export class PlainDisplay implements Display {
  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
  }

  step(text: string, progress?: StepProgress): void {
    if (progress === undefined || progress.done === progress.total) this.#output.write(`${stepLine(text, progress)}\n`);
  }

  show(status: Status): void {
    this.#output.write(`${renderPlainLine(status)}\n`);
  }

  close(): void {
    // Nothing to put back.
  }
}

/** Redraws the screen in place: every line is written over the one before and its rest erased, so nothing flickers. */
export class LiveDisplay implements Display {
  readonly #output: Output;
  readonly #hasColour: boolean;
  readonly #steps = new Map<string, string>();
  #drawn = 0;

  constructor(output: Output, hasColour: boolean) {
    this.#output = output;
    this.#hasColour = hasColour;
    output.write(HIDE_CURSOR);
  }

  step(text: string, progress?: StepProgress): void {
    this.#steps.set(text, stepLine(text, progress));
    this.#draw([...this.#steps.values()].map((line) => [span(line)]));
  }

  show(status: Status): void {
    this.#draw(renderScreen(status, (this.#output.columns ?? 80) - 1));
  }

  close(): void {
    this.#output.write(SHOW_CURSOR);
  }

  #draw(lines: readonly Line[]): void {
    const visible = fit(lines, (this.#output.rows ?? 24) - 1);
    const up = this.#drawn > 0 ? `${ESCAPE}${this.#drawn}A` : '';
    const text = visible.map((line) => `${paint(line, this.#hasColour)}${ERASE_LINE_END}\n`).join('');
    this.#output.write(`${BEGIN_UPDATE}${up}\r${text}${ERASE_BELOW}${END_UPDATE}`);
    this.#drawn = visible.length;
  }
}

/** A screen higher than the terminal would scroll, and could not be drawn over: it goes without its empty lines first. */
function fit(lines: readonly Line[], rows: number): readonly Line[] {
  if (lines.length <= rows) return lines;
  return lines.filter((line) => line.length > 0).slice(0, Math.max(1, rows));
}

function stepLine(text: string, progress: StepProgress | undefined): string {
  return progress === undefined ? text : `${text}: ${progress.done} of ${progress.total}`;
}
