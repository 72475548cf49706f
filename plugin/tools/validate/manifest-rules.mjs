import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import semver from 'semver';

/** @typedef {import('./plugin.mjs').Rule} Rule */

/** @type {Rule} */
const shape = {
  name: 'plugin.json has the published shape',
  check: ({ manifest, schema }) => {
    // Some of its patterns escape what needs no escape, which is an error with Unicode's rules.
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    formats.default(ajv);
    if (ajv.validate(schema, manifest)) return [];
    return (ajv.errors ?? []).map(({ instancePath, message }) => `plugin.json${instancePath} ${message}`);
  },
};

/** @type {Rule} */
const identity = {
  name: 'is an app with an id and a name for people',
  check: ({ manifest: { id = '', name = '', type } }) => [
    ...(type === 'app' && id.endsWith('-app') ? [] : [`${id} is not the id of an app`]),
    ...(name !== '' && name !== id ? [] : [`the name ${name} is not for people`]),
  ],
};

/** @type {Rule} */
const description = {
  name: 'is described, with keywords',
  check: ({ manifest: { info } }) => [
    ...(info?.description ? [] : ['the description is empty']),
    ...(info?.keywords?.length ? [] : ['there are no keywords']),
  ],
};

/** @type {Rule} */
const versions = {
  name: 'has the version of package.json and the day of its build',
  check: ({ manifest: { info }, version }) => [
    ...(semver.valid(version) && info?.version === version ? [] : [`${info?.version} is not ${version}`]),
    ...(/^\d{4}-\d{2}-\d{2}$/.test(info?.updated ?? '') ? [] : [`updated is ${info?.updated}, not a day`]),
  ],
};

/** @type {Rule} */
const grafana = {
  name: 'says which versions of Grafana it is for, and not one alone',
  check: ({ manifest: { dependencies } }) => {
    const range = dependencies?.grafanaDependency ?? '';
    if (!semver.validRange(range)) return [`${range} is no range of versions`];
    return semver.valid(range.replace(/^=/, '')) ? [`${range} is one version alone`] : [];
  },
};

/** @type {Rule} */
const pages = {
  name: 'names pages below its own address, each with the role that may see it, and one to begin with',
  check: ({ manifest: { id, includes = [] } }) => {
    const all = includes.filter(({ type }) => type === 'page');
    const misplaced = all.filter(({ path = '' }) => path !== `/a/${id}` && !path.startsWith(`/a/${id}/`));
    const paths = all.map(({ path }) => path);
    return [
      ...misplaced.map(({ name, path }) => `page ${name} is at ${path}`),
      ...all.filter(({ role }) => role === undefined).map(({ name }) => `page ${name} has no role`),
      ...paths.filter((path, at) => paths.indexOf(path) !== at).map((path) => `two pages are at ${path}`),
      ...(all.filter(({ defaultNav }) => defaultNav).length === 1 ? [] : ['not one page is the first']),
    ];
  },
};

/** What plugin.json says. */
export const manifestRules = [shape, identity, description, versions, grafana, pages];
