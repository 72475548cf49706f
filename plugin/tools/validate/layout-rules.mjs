import { text } from './plugin.mjs';

/** @typedef {import('./plugin.mjs').Rule} Rule */

/** What the build leaves. Anything else has got in by mistake, such as a fixture of a test or a source. */
const known =
  /^((LICENSE|CHANGELOG\.md|README\.md|plugin\.json)|[\w.-]+\.js(\.map|\.LICENSE\.txt)?|img\/.+|locales\/[a-z]{2}-[A-Z]{2}\/[\w-]+\.json)$/;

/** Paths of one machine, and what looks like a way to them. */
const absolute = /^(file:|\/|[A-Za-z]:\\)/;

/** @type {Rule} */
const folder = {
  name: 'holds one folder, named as the plugin',
  check: ({ folders, manifest }) =>
    folders.length === 1 && folders[0] === `${manifest.id}/`
      ? []
      : [`the top holds ${folders.map((one) => one || 'files').join(', ')} in place of ${manifest.id}/ alone`],
};

/** @type {Rule} */
const nothingElse = {
  name: 'holds nothing but what Grafana reads',
  check: ({ files }) => [...files.keys()].filter((path) => !known.test(path)).map((path) => `${path} is no part of it`),
};

/** @type {Rule} */
const module = {
  name: 'has module.js as an AMD module, with its source map',
  check: ({ files }) => [
    ...(/\bdefine\(\[/.test(text(files, 'module.js')) ? [] : ['module.js is missing or no AMD module']),
    ...(files.has('module.js.map') ? [] : ['module.js has no source map']),
  ],
};

/** @type {Rule} */
const maps = {
  name: 'has source maps that name no path of the machine that built it',
  check: ({ files }) =>
    [...files.keys()]
      .filter((path) => path.endsWith('.map'))
      .flatMap((path) => {
        /** @type {{ sources?: string[] }} */
        const { sources = [] } = JSON.parse(text(files, path));
        return sources.filter((source) => absolute.test(source)).map((source) => `${path} names ${source}`);
      }),
};

/** What the archive holds, and how. */
export const layoutRules = [folder, nothingElse, module, maps];
