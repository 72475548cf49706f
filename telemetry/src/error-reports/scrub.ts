/** Longest text that is looked through, so that a huge message costs no more than a long one. */
const READ_CHARACTERS = 1_000;
const SHOWN_CHARACTERS = 300;

/** Shorter words with digits, such as `E11000` or an amount, say something; longer ones are ids, keys or tokens. */
const LONG_WORD_CHARACTERS = 20;

/**
 * What is taken out of a message, in this order. Quoted stretches go whole, as errors quote what they were given, and
 * from the first quote to the last, as a quoted text may hold quotes itself.
 */
const PRIVATE: readonly (readonly [RegExp, string])[] = [
  [/["“„«][^]*["”“»]/g, '‹…›'],
  [/["“„«][^]*$/, '‹…›'],
  [/`[^]*`/g, '‹…›'],
  [/'[^]*'/g, '‹…›'],
  [/\{[^]*\}/g, '{…}'],
  [/\b(?:bearer|basic)\s+\S+/gi, '<credentials>'],
  [/(?:pass(?:word|wd|phrase)?|secret|token|ticket|authorization|cookie|api[-_]?key)\s*[=:][^\n]*/gi, '<credentials>'],
  [/\/\/[^\s/@]*@/g, '//<credentials>@'],
  [/[?#][^\s=]*=\S*/g, '?…'],
  [/[^\s<>@]+@[^\s<>@]+/g, '<email>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '<address>'],
  [/(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi, '<address>'],
];

/**
 * A message without what it may quote of users: quoted stretches, objects, credentials, query strings, e-mail and IP
 * addresses, and long words with digits, as ids, keys and tokens are. At most 300 characters.
 */
export function scrubText(text: string): string {
  let scrubbed = text.slice(0, READ_CHARACTERS);
  for (const [pattern, replacement] of PRIVATE) scrubbed = scrubbed.replace(pattern, replacement);
  scrubbed = scrubbed.replace(/[\w-]+(?:\.[\w-]+)*/g, (word) =>
    word.length >= LONG_WORD_CHARACTERS && /\d/.test(word) ? '<id>' : word,
  );
  return scrubbed.length > SHOWN_CHARACTERS ? `${scrubbed.slice(0, SHOWN_CHARACTERS)}…` : scrubbed;
}

/** Ids and codes: no room for a sentence, a header or a signed token. */
export const opaqueId = (value: unknown): string | undefined => matching(value, /^[\w-]{1,64}$/);

/** Names that code gives, such as `websocket request` or `GET /api/users/:id`. */
export const plainName = (value: unknown): string | undefined => matching(value, /^[A-Za-z][\w .:*{}/-]{0,119}$/);

/** A route's template, such as `/api/users/:id`. */
export const routeTemplate = (value: unknown): string | undefined => matching(value, /^\/?[\w.:*{}/-]{1,120}$/);

function matching(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}
