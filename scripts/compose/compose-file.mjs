import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { inRoot } from '../lib/project.mjs';

/**
 * @typedef {object} ComposeService
 * @property {string} image
 * @property {string} user
 * @property {string[]} [command]
 * @property {Record<string, string>} [environment]
 * @property {string[]} [volumes] `source:target[:ro]`
 * @property {string[]} [networks]
 * @property {string[]} [ports]
 * @property {string[]} [profiles]
 * @property {string[]} [secrets]
 * @property {Record<string, { condition: string }>} [depends_on]
 * @property {Record<string, unknown>} [healthcheck]
 * @property {boolean} [read_only]
 * @property {boolean} [init]
 * @property {string[]} [cap_drop]
 * @property {string[]} [security_opt]
 * @property {string} [mem_limit]
 * @property {number} [pids_limit]
 * @property {string} [stop_grace_period]
 * @property {string} restart
 * @property {{ options: Record<string, string> }} [logging]
 */
/**
 * @typedef {object} ComposeFile
 * @property {Record<string, ComposeService>} services
 * @property {Record<string, { internal?: boolean } | null>} networks
 * @property {Record<string, null>} volumes
 * @property {Record<string, { environment: string }>} secrets
 */

/** What `docker-compose.yml` says, its variables not filled in yet. */
export const composeText = readFileSync(inRoot('docker-compose.yml'), 'utf8');

/**
 * The file as Compose reads it, for some values of variables.
 * @param {Readonly<Record<string, string>>} env
 * @param {string} [text] of another file
 * @returns {ComposeFile}
 */
export const composeWith = (env, text = composeText) => filledIn(parse(text, { merge: true }), env);

/**
 * @template Value
 * @param {Value} value
 * @param {Readonly<Record<string, string>>} env
 * @returns {Value}
 */
function filledIn(value, env) {
  // The shape stays as it is, only texts change.
  if (typeof value === 'string') return /** @type {Value} */ (substitute(value, env));
  if (Array.isArray(value)) return /** @type {Value} */ (value.map((one) => filledIn(one, env)));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, filledIn(one, env)]);
  return Object.fromEntries(entries);
}

/**
 * `${NAME}`, `${NAME:-default}` and `${NAME:?message}`; two dollar signs are one.
 * @param {string} text
 * @param {Readonly<Record<string, string>>} env
 */
function substitute(text, env) {
  return text.replace(/\$\$|\$\{(\w+)(?::([-?])([^}]*))?\}/g, (whole, name, kind, rest) => {
    if (whole === '$$') return '$';
    if (env[name]) return env[name];
    if (kind === '?') throw new Error(`${name} ${rest}`);
    return rest ?? '';
  });
}

/** Names of variables in `.env.example` with their values. */
export const exampleVariables = Object.fromEntries(
  [...readFileSync(inRoot('.env.example'), 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [
    String(name),
    String(value),
  ]),
);

/** Names that the file uses, and those without which it refuses to start. */
export const variablesUsed = unique(/\$\{(\w+)/g);
export const variablesRequired = unique(/\$\{(\w+):\?/g);

/** @param {RegExp} pattern */
function unique(pattern) {
  return [...new Set([...composeText.matchAll(pattern)].map(([, name]) => String(name)))].sort();
}
