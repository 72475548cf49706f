import { isAtLeast, isOfMajor } from './version.mjs';
import { lowestSafeVersions } from './lowest-safe-versions.mjs';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [resolved] where it comes from: a folder for our own workspaces, else left out
 * @property {boolean} [link]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 */
/** @typedef {{ packages: Record<string, LockedPackage> }} Lockfile package-lock.json, version 3 */

/**
 * What is wrong with a lockfile, a sentence each; empty when all is well.
 * @param {Lockfile} lockfile
 * @returns {string[]}
 */
export function lockfileProblems(lockfile) {
  return [...addresses(lockfile), ...unsafeVersions(lockfile), ...missing(lockfile)];
}

/**
 * An address ties every install to one registry, which others may not reach.
 * @param {Lockfile} lockfile
 */
function addresses({ packages }) {
  return Object.entries(packages)
    .filter(([, one]) => one.resolved?.includes('://'))
    .map(([path, one]) => `${path}: comes from an address (${one.resolved}); .npmrc leaves them out, install again`);
}

/** @param {Lockfile} lockfile */
function unsafeVersions({ packages }) {
  return Object.entries(packages).flatMap(([path, { version }]) => {
    const safe = lowestSafeVersions[packageName(path)];
    if (!safe || !version || isAtLeast(version, safe.version)) return [];
    if (safe.backports?.some((floor) => isOfMajor(version, floor) && isAtLeast(version, floor))) return [];
    return [`${path}: ${version} is below ${safe.version} (${safe.reason})`];
  });
}

/** @param {Lockfile} lockfile */
function missing(lockfile) {
  const names = missingOptionalPackages(lockfile).map(({ name }) => name);
  if (names.length === 0) return [];
  return [
    `npm ci will refuse the lockfile: it has no entry for the optional ${names.join(', ')}; ` +
      'node scripts/complete-lockfile.mjs adds them',
  ];
}

/**
 * Optional packages that are named but have no entry. npm leaves out those that the registry at hand does not have,
 * mostly native code for other platforms, and `npm ci` then finds the lockfile out of step.
 * @param {Lockfile} lockfile
 */
export function missingOptionalPackages({ packages }) {
  return Object.entries(packages).flatMap(([from, one]) =>
    Object.entries(one.optionalDependencies ?? {})
      .filter(([name]) => !isReachable(packages, from, name))
      .map(([name, range]) => ({ from, name, range, dev: one.dev === true })),
  );
}

/**
 * Whether `from` finds `name` in its own node_modules or one further up, as Node.js looks for it.
 * @param {Record<string, LockedPackage>} packages
 * @param {string} from
 * @param {string} name
 */
function isReachable(packages, from, name) {
  for (let at = from; ; at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : '') {
    if (packages[at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`]) return true;
    if (at === '') return false;
  }
}

/** @param {string} path as `node_modules/a/node_modules/@scope/b` */
function packageName(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
