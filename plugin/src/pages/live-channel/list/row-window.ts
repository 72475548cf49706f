import { type ChannelLog, EMPTY_LOG, indexFrom, reader } from '../log/channel-log';
import { RowOffsets } from './row-offsets';

/** Rows from `first` up to, without, `end`. */
export interface Range {
  readonly first: number;
  readonly end: number;
}

/** Where the note about older messages stands; always there, so that nothing moves when it changes. */
const ABOVE_PX = 40;
const BELOW_PX = 8;
/** Height of most rows; others are measured. */
const ROW_PX = 30;
/** Rows drawn beyond the view on each side, so that a fast scroll shows no gap. */
const OVERSCAN = 6;
/** Scroll positions are rounded to whole pixels, and come back so. */
const ROUNDING_PX = 1;

/**
 * Which rows of a log are in view, and where: worked out from heights alone, before anything is drawn. Following, the view
 * is at the end. Otherwise the row that was first in view stays where it was, whatever comes in front or gets higher.
 */
export class RowWindow {
  readonly #offsets = new RowOffsets(ROW_PX);
  #log = EMPTY_LOG;
  #isFollowing = true;
  #viewPx = 0;
  /** The row that stays where it is, and how far its upper edge is from that of the view. */
  #anchor = { seq: 0, fromTopPx: ABOVE_PX };

  /** Takes what there is to show. */
  show(log: ChannelLog, isFollowing: boolean): void {
    this.#log = log;
    this.#isFollowing = isFollowing;
    this.#offsets.update(log.pieces);
  }

  /** Takes how high the view is. */
  resize(viewPx: number): void {
    this.#viewPx = viewPx;
  }

  /** Takes a row's height as drawn; whether anything moves by it. */
  measure(index: number, heightPx: number): boolean {
    return this.#offsets.measure(index, heightPx);
  }

  /** The reader has scrolled; what is in view now is what stays. */
  scrolledTo(topPx: number): void {
    // What was set comes back rounded, which would add up.
    if (Math.abs(topPx - this.topPx) <= ROUNDING_PX && !this.#isFollowing) return;
    const index = this.#steadyRow(topPx - ABOVE_PX);
    this.#anchor = { seq: reader(this.#log)(index)?.seq ?? 0, fromTopPx: this.startOf(index) - topPx };
  }

  /** Where the view begins. */
  get topPx(): number {
    const most = Math.max(0, this.totalPx - this.#viewPx);
    if (this.#isFollowing) return most;
    const { seq, fromTopPx } = this.#anchor;
    return Math.min(most, Math.max(0, this.startOf(indexFrom(this.#log, seq)) - fromTopPx));
  }

  /** How high everything is. */
  get totalPx(): number {
    return ABOVE_PX + this.#offsets.totalPx + BELOW_PX;
  }

  /** Whether all of it can be seen at once. */
  get isAllInView(): boolean {
    return this.#viewPx > 0 && this.totalPx <= this.#viewPx;
  }

  /** Where a row begins. */
  startOf(index: number): number {
    return ABOVE_PX + this.#offsets.offsetOf(index);
  }

  /** The rows to draw; none while the view has no height. */
  get drawn(): Range {
    const { first, end } = this.#visible;
    if (first === end) return { first: 0, end: 0 };
    return { first: Math.max(0, first - OVERSCAN), end: Math.min(this.#offsets.count, end + OVERSCAN) };
  }

  /** Whether a range has all rows that can be seen. */
  isCoveredBy({ first, end }: Range): boolean {
    const visible = this.#visible;
    return visible.first >= first && visible.end <= end;
  }

  /** The first row in view whose height is known, so that what has been seen stays while those above it are measured. */
  #steadyRow(topPx: number): number {
    const first = this.#offsets.indexAt(topPx);
    const last = this.#offsets.indexAt(topPx + this.#viewPx);
    for (let index = first; index <= last; index++) if (this.#offsets.isMeasured(index)) return index;
    return first;
  }

  get #visible(): Range {
    if (this.#viewPx === 0 || this.#offsets.count === 0) return { first: 0, end: 0 };
    const top = this.topPx - ABOVE_PX;
    return { first: this.#offsets.indexAt(top), end: this.#offsets.indexAt(top + this.#viewPx) + 1 };
  }
}
