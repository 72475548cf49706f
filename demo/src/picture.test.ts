import { describe, expect, it } from '@jest/globals';
import { renderPicture } from './picture.js';
import { paint } from './status/paint.js';
import { renderScreen } from './status/screen.js';
import { status } from './testing/factories.js';

describe('renderPicture', () => {
  it('is an SVG with every word of the screen and without control characters', () => {
    const lines = renderScreen(status(), 100).map((line) => paint(line, true));
    const svg = renderPicture(lines, 'npm run demo');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^]*<\/svg>\n$/);
    expect(svg).not.toContain('\u001b');
    for (const text of ['npm run demo', 'Error rate', '✓', '≤ 0.1 %']) expect(svg).toContain(text);
  });

  it('puts each piece at its column, in its colour', () => {
    const svg = renderPicture(['ab \u001b[32mcd\u001b[0m ef'], 'title');
    const [ab, cd, ef] = [...svg.matchAll(/<text x="([\d.]+)" y="52"[^>]*>/g)];
    expect(cd?.[0]).toContain('fill="#56d364"');
    expect(ab?.[0]).not.toContain('fill=');
    const [first, second, third] = [ab, cd, ef].map((match) => Number(match?.[1]));
    expect(((second ?? 0) - (first ?? 0)) / ((third ?? 0) - (first ?? 0))).toBeCloseTo(3 / 6, 1);
  });

  it('keeps several spaces', () => {
    expect(renderPicture(['a   b c'], 'title')).toContain('>a\u00a0\u00a0\u00a0b c</text>');
  });

  it('escapes what SVG would read as its own', () => {
    expect(renderPicture(['a < b & c > d'], 'x < y')).toContain('a &lt; b &amp; c &gt; d');
  });

  it('leaves out empty lines, whose room stays', () => {
    const height = (lines: string[]) => Number(/height="(\d+)"/.exec(renderPicture(lines, 't'))?.[1]);
    expect(height(['a', '', 'b'])).toBeGreaterThan(height(['a', 'b']));
  });
});
