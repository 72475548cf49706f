import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';

const IMPORT =
  /(?:^|[\s;])(?:import|export)\s(?:[^'"]*?\sfrom\s)?\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Every specifier that is reached from a built module when `#websocket` means the browser's. */
async function specifiersFrom(file: string, seen = new Map<string, string[]>()): Promise<Map<string, string[]>> {
  if (seen.has(file)) return seen;
  const source = await readFile(new URL(file, import.meta.url), 'utf8');
  const specifiers = Array.from(source.matchAll(IMPORT), ([, stated, dynamic]) => stated ?? dynamic ?? '');
  seen.set(file, specifiers);
  for (const specifier of specifiers) {
    const target = specifier === '#websocket' ? new URL('./websocket/browser.js', import.meta.url).href : specifier;
    if (/^(\.|file:)/.test(target)) await specifiersFrom(new URL(target, new URL(file, import.meta.url)).href, seen);
  }
  return seen;
}

describe('the entry for browsers', () => {
  it('reaches nothing but its own modules', async () => {
    const modules = await specifiersFrom(new URL('./index.js', import.meta.url).href);
    expect(modules.size).toBeGreaterThan(20);
    const foreign = [...modules.values()].flat().filter((specifier) => !specifier.startsWith('.'));
    expect(new Set(foreign)).toEqual(new Set(['#websocket']));
  });

  it('resolves #websocket to the platform for all but Node', async () => {
    const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({
      imports: { '#websocket': { node: './dist/websocket/node.js', default: './dist/websocket/browser.js' } },
    });
  });
});
