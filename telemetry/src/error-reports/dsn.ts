/**
 * Whether a text is the address of a Sentry project, `https://key@host/1`. The secret key of old addresses
 * (`key:secret@host`) is refused: the SDK would send it nowhere, so it is only ever a leak.
 */
export function isSentryDsn(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, pathname, search, hash } = new URL(text);
  const isPlain = password === '' && search === '' && hash === '';
  return isPlain && /^https?:$/.test(protocol) && /^\w+$/.test(username) && /\/\d+$/.test(pathname);
}
