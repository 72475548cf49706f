/** @typedef {import('../archive.mjs').Files} Files */

/**
 * What is read of plugin.json. Nothing is sure of it until its shape was checked.
 * @typedef {object} Manifest
 * @property {string} [id]
 * @property {string} [type]
 * @property {string} [name]
 * @property {{ description?: string, keywords?: string[], version?: string, updated?: string,
 *   author?: object, logos?: { small?: string, large?: string }, screenshots?: { name?: string, path?: string }[] }} [info]
 * @property {{ grafanaDependency?: string, plugins?: object[] }} [dependencies]
 * @property {{ type?: string, name?: string, path?: string, role?: string | undefined, addToNav?: boolean,
 *   defaultNav?: boolean }[]} [includes]
 * @property {{ path?: string, method?: string, url?: string, reqRole?: string, reqAction?: string,
 *   headers?: { name?: string, content?: string }[] }[]} [routes]
 * @property {string[]} [languages]
 */

/**
 * @typedef {object} Plugin
 * @property {string[]} folders at the top of the archive
 * @property {Files} files of the first of them, by path below it
 * @property {Manifest} manifest
 * @property {string} version of package.json
 * @property {object} schema that Grafana publishes for plugin.json
 */

/** @typedef {{ name: string, check: (plugin: Plugin) => string[] }} Rule `check` answers with what is wrong */

/**
 * @param {Files} entries of the archive
 * @param {{ version: string, schema: object }} expected
 * @returns {Plugin}
 */
export function readPlugin(entries, { version, schema }) {
  const folders = [...new Set([...entries.keys()].map((path) => path.slice(0, path.indexOf('/') + 1)))];
  const [top = ''] = folders;
  const own = [...entries].filter(([path]) => path.startsWith(top));
  const files = new Map(own.map(([path, content]) => [path.slice(top.length), content]));
  return { folders, files, manifest: json(files, 'plugin.json'), version, schema };
}

/**
 * A file as text; empty where there is none.
 * @param {Files} files
 * @param {string} path
 */
export const text = (files, path) => new TextDecoder().decode(files.get(path));

/**
 * A file's object; an empty one where there is none, or where it cannot be read.
 * @param {Files} files
 * @param {string} path
 */
function json(files, path) {
  try {
    const value = JSON.parse(text(files, path));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
