/** A file of tests in backticks, and after it the names of some of them in curly quotes. */
const MENTION = /`([^`]+\.test\.ts)`((?:[\s,]*“[^”]+”)+)/g;
const NAME = /“([^”]+)”/g;

/**
 * Tests that a document names and that are not there, a sentence each.
 * @param {string} markdown names files in backticks and tests of theirs after it in curly quotes
 * @param {(file: string) => string | undefined} read the source of a file, undefined where there is none
 * @returns {string[]}
 */
export function missingTests(markdown, read) {
  /** @type {string[]} */
  const problems = [];
  for (const [, file = '', names = ''] of markdown.matchAll(MENTION)) {
    const source = read(file);
    for (const [, name = ''] of names.matchAll(NAME)) {
      if (source === undefined) problems.push(`${file} is not there, and should hold the test “${name}”.`);
      else if (!holds(source, name)) problems.push(`${file} has no test “${name}”.`);
    }
  }
  return problems;
}

/**
 * Whether the source has the name as a whole string.
 * @param {string} source
 * @param {string} name
 */
function holds(source, name) {
  const single = name.replaceAll("'", String.raw`\'`);
  return source.includes(`'${single}'`) || source.includes(`"${name}"`);
}
