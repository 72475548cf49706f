import { gzipSync } from 'node:zlib';

/** @typedef {import('./chunk-report.mjs').Group} Group */

/**
 * @typedef {object} Measured sizes of scripts in bytes, each gzipped by itself as it goes over the line
 * @property {number} wholeBytes
 * @property {number} entryBytes what Grafana loads at its start, or with the first thing of the app
 * @property {number} firstPageBytes all that the first page needs
 * @property {{ name: string, bytes: number }[]} pages what each page adds to the entry and what surrounds all pages
 */

/** The page that opens first. */
const firstPage = 'overview';

/**
 * What readers of the app load. Throws when the groups are those of another build.
 * @param {import('../archive.mjs').Files} files of the built app
 * @param {Group[]} groups
 * @returns {Measured}
 */
export function measure(files, groups) {
  const scripts = [...files].filter(([path]) => path.endsWith('.js'));
  const sizes = new Map(scripts.map(([path, content]) => [path, gzipSync(content, { level: 9 }).length]));
  const sizeOf = (/** @type {string} */ path) => {
    const bytes = sizes.get(path);
    if (bytes === undefined) throw new Error(`The report names ${path}, which is not in the build: build again.`);
    return bytes;
  };
  /** @param {Iterable<string>} paths */
  const sum = (paths) => [...new Set(paths)].reduce((total, path) => total + sizeOf(path), 0);

  const entry = groups.filter(({ from }) => from === '').flatMap((group) => group.files);
  const surroundings = [...entry, ...groups.filter(isLoadedWithEveryPage).flatMap((group) => group.files)];
  const pages = pageGroups(groups).map(({ name, files }) => ({
    name,
    bytes: sum(files.filter((file) => !surroundings.includes(file))),
  }));
  const first = pageGroups(groups).find(({ name }) => name === firstPage)?.files ?? [];
  return {
    wholeBytes: sum(sizes.keys()),
    entryBytes: sum(entry),
    firstPageBytes: sum([...surroundings, ...first]),
    pages: pages.sort((a, b) => b.bytes - a.bytes),
  };
}

/**
 * The entry asks for the shell, and for translations, which readers of English do without; its other requests are for
 * the page of the configuration in Grafana's list of plugins.
 * @param {Group} group
 */
const isLoadedWithEveryPage = ({ from, request }) => from === 'module.tsx' && !request.includes('/pages/');

/**
 * Pages are what the shell asks for below `pages/`.
 * @param {Group[]} groups
 */
function pageGroups(groups) {
  /** @type {Map<string, string[]>} */
  const pages = new Map();
  for (const { request, files } of groups) {
    const name = /\/pages\/([\w-]+)/.exec(request)?.[1];
    if (name !== undefined) pages.set(name, [...(pages.get(name) ?? []), ...files]);
  }
  return [...pages].map(([name, files]) => ({ name, files }));
}
