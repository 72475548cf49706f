import { text } from './plugin.mjs';

/** @typedef {import('./plugin.mjs').Rule} Rule */

/** Licences that the catalogue takes, by what their texts begin with or say. */
const licences =
  /Apache License\s+Version 2\.0|MIT License|BSD \d-Clause|GNU (AFFERO |LESSER )?GENERAL PUBLIC LICENSE/i;

/** Of the scaffold's own page. */
const template = /This is a starting point|grafana-app-plugin-template|Grafana app plugin template/i;

const relativeLink = /\]\((?!https?:|mailto:|#)([^)]+)\)/g;

/** @type {Rule} */
const readme = {
  name: 'has a README for its users',
  check: ({ files }) => {
    const page = text(files, 'README.md');
    if (page.trim().length < 300) return ['README.md is missing or says nothing'];
    return [
      ...(template.test(page) ? ['README.md is the template’s'] : []),
      ...(/<!--/.test(page) ? ['README.md has comments'] : []),
      ...(page.match(/\b(yarn|nodejs|npm)\b/i) ? ['README.md speaks to developers'] : []),
      ...[...page.matchAll(relativeLink)].map(([, link]) => `README.md links ${link}, which the catalogue has not`),
    ];
  },
};

/** @type {Rule} */
const changelog = {
  name: 'has a CHANGELOG that tells of this version',
  check: ({ files, version }) =>
    text(files, 'CHANGELOG.md').includes(`## ${version}`) ? [] : [`CHANGELOG.md has no heading ${version}`],
};

/** @type {Rule} */
const licence = {
  name: 'has a LICENSE that the catalogue takes',
  check: ({ files }) => {
    const page = text(files, 'LICENSE');
    if (!licences.test(page)) return ['LICENSE is missing or none that the catalogue takes'];
    return /\{name of copyright owner\}/.test(page) ? ['LICENSE has a gap where its owner stands'] : [];
  },
};

/** @type {Rule} */
const placeholders = {
  name: 'has no placeholder left',
  check: ({ files }) =>
    ['plugin.json', 'README.md'].flatMap((path) =>
      [...text(files, path).matchAll(/%[A-Z_]+%/g)].map(([found]) => `${path} still has ${found}`),
    ),
};

/** Pages for people. */
export const documentRules = [readme, changelog, licence, placeholders];
