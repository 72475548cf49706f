/** Size of a character of the monospace fonts below at 14 px, and room between the lines. */
const CHARACTER_WIDTH = 8.43;
const LINE_HEIGHT = 20;
const PADDING = 20;
const TITLE_BAR = 36;

const FOREGROUND = '#d5d9e0';
const styles: Readonly<Record<string, string>> = {
  '1': `fill="#ffffff" font-weight="bold"`,
  '2': `fill="#808897"`,
  '31': `fill="#ff7b72"`,
  '32': `fill="#56d364"`,
  '33': `fill="#e3b341"`,
  '36': `fill="#79c0ff"`,
};

/**
 * A picture of a terminal that shows these lines: a standalone SVG without scripts, links or fonts of its own. Lines may
 * carry the SGR sequences of `paint`.
 */
export function renderPicture(lines: readonly string[], title: string): string {
  const columns = Math.max(1, ...lines.map((line) => withoutColours(line).length));
  const width = Math.ceil(columns * CHARACTER_WIDTH) + 2 * PADDING;
  const height = TITLE_BAR + lines.length * LINE_HEIGHT + PADDING;
  const rows = lines.map((line, index) => renderLine(line, TITLE_BAR + (index + 1) * LINE_HEIGHT - 4));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escape(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="10" fill="#12161c"/>`,
    ...['#ff5f57', '#febc2e', '#28c840'].map(
      (fill, index) => `<circle cx="${22 + index * 20}" cy="18" r="6" fill="${fill}"/>`,
    ),
    `<text x="${width / 2}" y="23" text-anchor="middle" font-family="sans-serif" font-size="13" fill="#808897">${escape(title)}</text>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="${FOREGROUND}">`,
    ...rows.filter((row) => row !== ''),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Every piece has its own place, so that the columns stand in line also in a font of another width. */
function renderLine(line: string, y: number): string {
  let column = 0;
  const pieces: string[] = [];
  for (const { text, sgr } of piecesOf(line)) {
    const content = text.trim();
    const x = PADDING + (column + text.length - text.trimStart().length) * CHARACTER_WIDTH;
    column += text.length;
    if (content === '') continue;
    const place = `x="${x.toFixed(1)}" y="${y}" textLength="${(content.length * CHARACTER_WIDTH).toFixed(1)}"`;
    const style = styles[sgr];
    pieces.push(`<text ${place}${style === undefined ? '' : ` ${style}`}>${escape(withAllSpaces(content))}</text>`);
  }
  return pieces.join('');
}

/** XML takes several spaces for one; those that do not break stay. */
function withAllSpaces(text: string): string {
  return text.replaceAll(/ {2,}/g, (spaces) => '\u00a0'.repeat(spaces.length));
}

interface Piece {
  readonly text: string;
  readonly sgr: string;
}

function piecesOf(line: string): readonly Piece[] {
  // An SGR sequence begins a piece; 0 goes back to the plain style.
  const [first = '', ...rest] = line.split('\u001b[');
  const styled = rest.map((part) => {
    const end = part.indexOf('m');
    return { text: part.slice(end + 1), sgr: part.slice(0, end) };
  });
  return [{ text: first, sgr: '0' }, ...styled].filter(({ text }) => text !== '');
}

function withoutColours(line: string): string {
  return piecesOf(line)
    .map(({ text }) => text)
    .join('');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
