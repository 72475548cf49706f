/** What is wrong with an address, or what to be careful about. */
export type AddressFault =
  'missing' | 'not_an_address' | 'scheme' | 'credentials' | 'query' | 'path' | 'mixed_content' | 'only_here';

/** Whose programs ask an address: Grafana's server, or the browsers of those who look. */
export type Asker = 'server' | 'browser';

/** Faults that an address can be saved with, as they depend on where things run. */
const WARNINGS: ReadonlySet<AddressFault> = new Set(['only_here']);

/** Whether an address with this fault must not be saved. */
export const isRefused = (fault: AddressFault | undefined): boolean => fault !== undefined && !WARNINGS.has(fault);

/** What the app appends by itself; a prefix before it, where a proxy serves the service below a path, is fine. */
const OWN_PATHS = /\/(api|ws|analytics|livez|readyz|metrics|openapi\.json|docs)(\/|$)/;

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)$/;

const parse = (text: string): URL | undefined => {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
};

const partFault = (url: URL): AddressFault | undefined => {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'scheme';
  if (url.username !== '' || url.password !== '') return 'credentials';
  if (url.search !== '' || url.hash !== '') return 'query';
  return OWN_PATHS.test(url.pathname) ? 'path' : undefined;
};

/** Browsers open a page of https, and no connection without it from there, unless it stays on their machine. */
const isMixed = (url: URL, page: URL): boolean =>
  page.protocol === 'https:' && url.protocol === 'http:' && !LOOPBACK.test(url.hostname);

/**
 * Looks at an address as it is typed.
 * @param text as typed
 * @param asker who will ask it
 * @param page the address of the page that is open, as browsers allow less from a page of https
 */
export const addressFault = (text: string, asker: Asker, page: string): AddressFault | undefined => {
  const typed = text.trim();
  if (typed === '') return 'missing';
  const url = parse(typed);
  // Without a scheme, `chat.example:3000` would parse as the scheme `chat.example`.
  if (!/^[a-z][a-z0-9+-]*:\/\//i.test(typed) || url === undefined) return 'not_an_address';
  const fault = partFault(url);
  if (fault !== undefined) return fault;
  const opened = parse(page);
  if (asker === 'browser' && opened !== undefined && isMixed(url, opened)) return 'mixed_content';
  const isHere = LOOPBACK.test(url.hostname);
  // Whoever looks at Grafana on this machine asks this machine, too.
  const looksFromHere = asker === 'browser' && opened !== undefined && LOOPBACK.test(opened.hostname);
  return isHere && !looksFromHere ? 'only_here' : undefined;
};

/** An address as it is saved: without spaces around it and slashes at its end, as paths are appended to it. */
export const tidyAddress = (text: string): string => text.trim().replace(/\/+$/, '');
