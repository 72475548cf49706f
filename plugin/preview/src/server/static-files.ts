import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { ServerResponse } from 'node:http';
import { basename, dirname, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pipeline } from 'node:stream/promises';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const { resolve } = createRequire(import.meta.url);
const grafanaUi = dirname(resolve('@grafana/ui/package.json'));
const interFiles = join(dirname(resolve('@fontsource/inter/package.json')), 'files');

/** Grafana's styles name its fonts' files; of its own it needs two. */
const FONTS: Readonly<Record<string, string>> = {
  '/public/fonts/inter/Inter-Regular.woff2': join(interFiles, 'inter-latin-400-normal.woff2'),
  '/public/fonts/inter/Inter-Medium.woff2': join(interFiles, 'inter-latin-500-normal.woff2'),
};

/** Folders by the beginnings of the addresses that they stand under. */
const FOLDERS: readonly (readonly [string, string])[] = [
  ['/assets/', here('../page/assets/')],
  ['/public/build/img/', join(grafanaUi, 'dist/public/img/')],
  ['/public/img/', join(grafanaUi, 'dist/public/img/')],
  ['/public/plugins/chatwatch-app/img/', here('../../../src/img/')],
];

/** Some icons are part of Grafana and not of its packages: where none is drawn here, a ring stands for them. */
const DRAWN: Readonly<Record<string, string>> = {
  'angle-double-left.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="m11 6-6 6 6 6 1.4-1.4L7.8 12l4.6-4.6zm7 0-6 6 6 6 1.4-1.4-4.6-4.6 4.6-4.6z"/></svg>',
};
const NO_ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M12 4a8 8 0 1 0 8 8h-2a6 6 0 1 1-6-6z"/></svg>';

/** Encoded wrongly it is the name of no file. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}

/** Sends a file of the page, of Grafana's fonts and icons or of the app's pictures; false when it is none of those. */
export async function sendFile(pathname: string, response: ServerResponse): Promise<boolean> {
  const path = FONTS[pathname] ?? pathOf(pathname);
  if (path === undefined) return false;
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) {
    sendMissing(pathname, response);
    return true;
  }
  response.writeHead(200, {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'content-length': found.size,
    // The names of assets change with what is in them.
    'cache-control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'max-age=3600',
    'x-content-type-options': 'nosniff',
  });
  // Whoever went away in the middle gets the rest another time.
  await pipeline(createReadStream(path), response).catch(() => undefined);
  return true;
}

function pathOf(pathname: string): string | undefined {
  const [prefix, folder] = FOLDERS.find(([beginning]) => pathname.startsWith(beginning)) ?? [];
  if (prefix === undefined || folder === undefined) return pathname.startsWith('/public/') ? '' : undefined;
  const path = normalize(join(folder, decoded(pathname.slice(prefix.length))));
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? path : '';
}

function sendMissing(pathname: string, response: ServerResponse): void {
  if (pathname.includes('/icons/')) {
    response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(DRAWN[basename(pathname)] ?? NO_ICON);
  } else response.writeHead(404).end();
}
