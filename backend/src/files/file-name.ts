/** Longest name, bytes of UTF-8: what file systems take. */
const NAME_BYTES = 255;

/** An extension that is longer is a part of the name. */
const EXTENSION = /\.[^.\s]{1,16}$/u;

/** Control characters, line separators, and marks that turn the direction of text, which can disguise an extension. */
const INVISIBLE = /[\p{Cc}\u2028\u2029\p{Bidi_Control}]/gu;

/**
 * The name under which a file is shown and saved: the last part of a path, without what could not be seen, at most 255
 * bytes with its extension kept. Never empty, never `.` or `..`, never a lone surrogate.
 * @param given as the sender named it
 * @param fallback for a name of which nothing is left
 */
export function toFileName(given: string | undefined, fallback: string): string {
  const last = (given ?? '').toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const visible = last.replace(INVISIBLE, '').trim();
  return /^\.*$/.test(visible) ? fallback : shorten(visible);
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= NAME_BYTES) return name;
  const extension = EXTENSION.exec(name)?.[0] ?? '';
  return cut(name.slice(0, name.length - extension.length), NAME_BYTES - Buffer.byteLength(extension)) + extension;
}

/** As many whole characters as fit. */
function cut(text: string, sizeBytes: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(sizeBytes));
  return text.slice(0, read);
}
