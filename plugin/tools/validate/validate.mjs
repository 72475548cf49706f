import { unpack } from '../archive.mjs';
import { documentRules } from './document-rules.mjs';
import { imageRules } from './image-rules.mjs';
import { layoutRules } from './layout-rules.mjs';
import { manifestRules } from './manifest-rules.mjs';
import { readPlugin } from './plugin.mjs';
import { routeRules } from './route-rules.mjs';

const rules = [...layoutRules, ...manifestRules, ...routeRules, ...documentRules, ...imageRules];

/**
 * Checks an archive as Grafana's catalogue does, and a little more strictly: the shape that Grafana publishes for
 * plugin.json, and the rules of its validator, which is a program to be downloaded.
 * @param {Uint8Array} archive
 * @param {{ version: string, schema: object }} expected `version` of package.json; `schema` of plugin.json
 * @returns {{ name: string, problems: string[] }[]} what was checked, with what is wrong
 */
export function validate(archive, expected) {
  const plugin = readPlugin(unpack(archive), expected);
  return rules.map(({ name, check }) => ({ name, problems: check(plugin) }));
}
