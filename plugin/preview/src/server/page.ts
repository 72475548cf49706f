import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import type { PageSettings } from '../page-settings.js';

const SETTINGS = /(<script type="application\/json" id="preview-settings">)[^<]*(<\/script>)/;

const NOT_BUILT = 'The console was not built yet: npm run build does, and npm run demo.\n';

/** As it was built last; undefined where it was not. */
function readPage(): string | undefined {
  const path = new URL('../page/index.html', import.meta.url);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Sends the page with its settings written into it, allowed to load and ask nothing but this server. */
export function sendPage(response: ServerResponse, settings: PageSettings): void {
  const page = readPage();
  if (page === undefined) {
    response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(NOT_BUILT);
    return;
  }
  // A "<" in a value would otherwise end the element it stands in.
  const json = JSON.stringify(settings).replaceAll('<', '\\u003c');
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': policyFor(settings),
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
  response.end(page.replace(SETTINGS, (_, open: string, close: string) => `${open}${json}${close}`));
}

function policyFor({ app }: PageSettings): string {
  const connect = ["'self'", ...directOrigins(app.jsonData.publicUrl)].join(' ');
  return [
    "default-src 'none'",
    "script-src 'self'",
    // Grafana's components write their styles as they are drawn.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src ${connect}`,
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Where the live channel connects to when it does so without the proxy. */
function directOrigins(publicUrl: unknown): string[] {
  if (typeof publicUrl !== 'string' || !URL.canParse(publicUrl)) return [];
  const { origin } = new URL(publicUrl);
  return [origin, origin.replace(/^http/, 'ws')];
}
