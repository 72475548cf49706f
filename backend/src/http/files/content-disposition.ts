/** Characters of RFC 8187 that `encodeURIComponent` leaves as they are. */
const LEFT_OVER = /['()*]/g;

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/**
 * `Content-Disposition` that saves a file under its name, never opening it in the page's place: an ASCII form for old
 * programs, and the name itself (RFC 6266, RFC 8187).
 * @param name without control characters and lone surrogates
 */
export const attachment = (name: string): string => {
  const ascii = name.replace(/[^\u0020-\u007e]|["\\%]/gu, '_');
  const encoded = encodeURIComponent(name).replace(LEFT_OVER, percent);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
};
