import { type ChannelLog, PIECE } from '../log/channel-log';

type Pieces = ChannelLog['pieces'];

/** The heights of one piece's rows. */
interface Block {
  readonly firstSeq: number;
  rows: number;
  /** By place in the piece, 0 where a row was never drawn; made when the first is. */
  heights: Float64Array | undefined;
  /** How many are known, and their sum. */
  measured: number;
  measuredPx: number;
}

const newBlock = (firstSeq: number, rows: number): Block => ({
  firstSeq,
  rows,
  heights: undefined,
  measured: 0,
  measuredPx: 0,
});

/** Blocks of pieces; of those before, ascending as well, the ones that stay. */
function blocksOf(pieces: Pieces, before: readonly Block[]): Block[] {
  let at = 0;
  return pieces.map(({ 0: first, length }) => {
    const firstSeq = first?.seq ?? 0;
    while ((before[at]?.firstSeq ?? Infinity) < firstSeq) at++;
    const known = before[at];
    // Pieces only grow at their end, so that places in them keep their heights.
    const block = known?.firstSeq === firstSeq && known.rows <= length ? known : newBlock(firstSeq, length);
    block.rows = length;
    return block;
  });
}

/** A block's heights, with room for all that its piece may come to hold. */
function heightsOf(block: Block): Float64Array {
  const { heights, rows } = block;
  if (heights !== undefined && heights.length >= rows) return heights;
  const wider = new Float64Array(Math.max(PIECE, rows));
  if (heights) wider.set(heights);
  block.heights = wider;
  return wider;
}

/**
 * Where each row is, in pixels from the first: heights as drawn, and a guess for those that never were. Sums are kept by
 * piece of the log, so that an append or a new height costs a pass over pieces, of which there are some hundred, and not
 * over messages, of which there may be a hundred thousand.
 */
export class RowOffsets {
  readonly #guessPx: number;
  #pieces: Pieces = [];
  #blocks: Block[] = [];
  /** Index of each block's first row, and at the end how many there are. */
  readonly #starts: number[] = [0];
  /** Offset of each block's first row, and at the end of what follows; as many as are still right. */
  readonly #tops: number[] = [0];

  /** `guessPx`: the height of a row that was never drawn. */
  constructor(guessPx: number) {
    this.#guessPx = guessPx;
  }

  /** Takes the rows that there are now; heights of those that stay are kept. */
  update(pieces: Pieces): void {
    if (pieces === this.#pieces) return;
    let same = 0;
    while (same < pieces.length && pieces[same] === this.#pieces[same]) same++;
    this.#blocks.push(...blocksOf(pieces.slice(same), this.#blocks.splice(same)));
    this.#pieces = pieces;
    this.#starts.length = same + 1;
    for (const { rows } of this.#blocks.slice(same)) this.#starts.push(this.count + rows);
    this.#changedFrom(same);
  }

  /** Says how high a row is; whether that is news. A height of 0 is of a row that is not laid out. */
  measure(index: number, heightPx: number): boolean {
    const at = this.#blockAt(this.#starts, index);
    const block = this.#blocks[at];
    if (block === undefined || heightPx <= 0) return false;
    const place = index - (this.#starts[at] ?? 0);
    const heights = heightsOf(block);
    const before = heights[place] ?? 0;
    if (before === heightPx) return false;
    heights[place] = heightPx;
    block.measuredPx += heightPx - before;
    if (before === 0) block.measured++;
    this.#changedFrom(at);
    return before !== 0 || heightPx !== this.#guessPx;
  }

  /** Whether a row's height is known and no guess. */
  isMeasured(index: number): boolean {
    const at = this.#blockAt(this.#starts, index);
    return (this.#blocks[at]?.heights?.[index - (this.#starts[at] ?? 0)] ?? 0) > 0;
  }

  /** How many rows there are. */
  get count(): number {
    return this.#starts.at(-1) ?? 0;
  }

  /** How high all rows are together. */
  get totalPx(): number {
    return this.#summed().at(-1) ?? 0;
  }

  /** Where a row begins; of an index behind the last row, where that ends. */
  offsetOf(index: number): number {
    const at = this.#blockAt(this.#starts, index);
    let offset = this.#summed()[at] ?? 0;
    const rows = Math.min(this.#blocks[at]?.rows ?? 0, index - (this.#starts[at] ?? 0));
    for (let place = 0; place < rows; place++) offset += this.#height(at, place);
    return offset;
  }

  /** The row at an offset; the first or the last one where it is outside. */
  indexAt(offset: number): number {
    const tops = this.#summed();
    const at = this.#blockAt(tops, offset);
    const last = (this.#blocks[at]?.rows ?? 1) - 1;
    let place = 0;
    let end = (tops[at] ?? 0) + this.#height(at, 0);
    while (place < last && end <= offset) end += this.#height(at, ++place);
    return (this.#starts[at] ?? 0) + place;
  }

  #height(block: number, place: number): number {
    const heightPx = this.#blocks[block]?.heights?.[place] ?? 0;
    return heightPx === 0 ? this.#guessPx : heightPx;
  }

  #changedFrom(block: number): void {
    this.#tops.length = Math.min(this.#tops.length, block + 1);
  }

  /** The last block that begins at or before a value. */
  #blockAt(begins: readonly number[], value: number): number {
    let low = 0;
    let high = Math.max(0, this.#blocks.length - 1);
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((begins[middle] ?? 0) <= value) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #summed(): readonly number[] {
    for (let at = this.#tops.length - 1; at < this.#blocks.length; at++) {
      const { rows = 0, measured = 0, measuredPx = 0 } = this.#blocks[at] ?? {};
      this.#tops.push((this.#tops[at] ?? 0) + measuredPx + (rows - measured) * this.#guessPx);
    }
    return this.#tops;
  }
}
