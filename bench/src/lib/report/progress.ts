const { stderr } = process;
const CLEAR_LINE = '\r\u001b[K';

/** Shows what goes on to the person who waits: one line that changes on a terminal, a line each elsewhere. */
export function progressOf(name: string): { note: (text: string) => void; end: () => void } {
  const startedAt = performance.now();
  return {
    note: (text) => {
      const line = `${name}: ${text} (${Math.round((performance.now() - startedAt) / 1_000)} s)`;
      stderr.write(stderr.isTTY ? CLEAR_LINE + line : `${line}\n`);
    },
    end: () => {
      if (stderr.isTTY) stderr.write(CLEAR_LINE);
    },
  };
}
