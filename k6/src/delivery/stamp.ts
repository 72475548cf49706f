const PATTERN = /^@([0-9a-z]+)(?: |$)/;
/** A tenth of a millisecond: the clock of received frames is finer, and a stamp stays as short as a word. */
const TICKS_PER_MS = 10;

const WORDS =
  'the and you that was for are with they have this from word but what all were when your can said there use each which she how their will other about out many then them these some her would make like him into time has look two more write see number way could people than first'.split(
    ' ',
  );

/**
 * A text of `bytes` bytes that carries when it was due to be sent, so that a reader in another VU knows how long it took.
 * A text too short for that is as long as the stamp.
 * @param sinceStartMs milliseconds since the start of the run, not negative
 */
export function stampedText(sinceStartMs: number, bytes: number, random: () => number): string {
  let text = `@${Math.round(sinceStartMs * TICKS_PER_MS).toString(36)}`;
  if (bytes <= text.length + 1) return text;
  while (text.length < bytes) text += ` ${WORDS[Math.floor(random() * WORDS.length)] ?? ''}`;
  const cut = text.slice(0, bytes);
  return cut.endsWith(' ') ? `${cut.slice(0, -1)}!` : cut;
}

/** When a text was due, milliseconds since the start of the run; undefined for a text without a stamp. */
export function stampIn(content: string): number | undefined {
  const digits = PATTERN.exec(content)?.[1];
  return digits === undefined ? undefined : parseInt(digits, 36) / TICKS_PER_MS;
}
