import { APP_ID } from '@chatwatch/objectives/names';

/** Where the page is; the browser's `location` has it. */
interface Place {
  readonly protocol: string;
  readonly host: string;
}

/** The service's WebSocket behind Grafana's plugin proxy, which is asked with the session's cookie. */
export function proxySocketUrl({ protocol, host }: Place, appSubUrl: string): string {
  return `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}${appSubUrl}/api/plugin-proxy/${APP_ID}/ws`;
}

/** The service's WebSocket at its own address; undefined where that is no `http:` or `https:` address. */
export function directSocketUrl(publicUrl: string): string | undefined {
  if (!URL.canParse(publicUrl)) return undefined;
  const { protocol, host, pathname } = new URL(publicUrl);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  return `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}${pathname.replace(/\/+$/, '')}/ws`;
}
