/**
 * The numbers of a version; anything after them (`-rc.1`, `+ds`) is left out, which is enough to hold a floor.
 * @param {string} version
 */
function versionNumbers(version) {
  const [, numbers = ''] = /(\d+(?:\.\d+)*)/.exec(version) ?? [];
  return numbers.split('.').map(Number);
}

/**
 * Whether `version` is `floor` or newer.
 * @param {string} version
 * @param {string} floor
 */
export function isAtLeast(version, floor) {
  const have = versionNumbers(version);
  const want = versionNumbers(floor);
  for (const [index, number] of want.entries()) {
    const difference = (have[index] ?? 0) - number;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/**
 * Whether both versions have the same major number.
 * @param {string} version
 * @param {string} other
 */
export const isOfMajor = (version, other) => versionNumbers(version)[0] === versionNumbers(other)[0];
