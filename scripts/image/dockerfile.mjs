/**
 * @typedef {object} Instruction
 * @property {string} name such as `COPY`
 * @property {string} text what comes after it, on one line
 */
/**
 * @typedef {object} Stage
 * @property {string} from an image, or the name of an earlier stage
 * @property {string | undefined} name
 * @property {Instruction[]} instructions
 */

/**
 * The stages of a Dockerfile: as much of its language as ours uses.
 * @param {string} text
 * @returns {Stage[]}
 */
export function parseDockerfile(text) {
  /** @type {Stage[]} */
  const stages = [];
  for (const { name, text: rest } of instructions(text)) {
    if (name === 'FROM') {
      const [, from = '', stage] = /^(\S+)(?: AS (\S+))?$/.exec(rest) ?? [];
      stages.push({ from, name: stage, instructions: [] });
    } else stages.at(-1)?.instructions.push({ name, text: rest });
  }
  return stages;
}

/**
 * @param {string} text
 * @returns {Instruction[]}
 */
function instructions(text) {
  return text
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
      if (name === '') throw new Error(`This line of the Dockerfile is not understood: ${line}`);
      return { name, text: rest };
    });
}

/**
 * Which files of the repository an engine would be sent. The file begins with `*`, names what is let in again, and then
 * names that are left out wherever they are.
 * @param {string} dockerignore
 * @returns {(path: string) => boolean}
 */
export function contextOf(dockerignore) {
  const lines = dockerignore.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const letIn = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  const leftOut = lines.filter((line) => line.startsWith('**/')).map((line) => line.slice(3));
  if (lines[0] !== '*' || lines.length !== 1 + letIn.length + leftOut.length) {
    throw new Error('.dockerignore has a line that is not understood');
  }
  return (path) => {
    const parts = path.split('/');
    return letIn.includes(parts[0] ?? '') && !parts.some((part) => leftOut.some((name) => matches(name, part)));
  };
}

/**
 * @param {string} pattern a name, or an ending such as `*.md`
 * @param {string} name
 */
const matches = (pattern, name) => (pattern.startsWith('*') ? name.endsWith(pattern.slice(1)) : name === pattern);
